import type { Instant, StreamName } from '@partner-incentives/event-sourcing';
import type { Table } from './rows.js';

/** Some rows of one model, as one look at a read store found them. */
export interface Kept<Row extends object = object> {
  readonly rows: ReadonlyMap<StreamName, Row>;
  /** Since when which keys wait, those without a row included. */
  readonly parked: ReadonlyMap<StreamName, Instant>;
}

/** By the account that they were asked for by; `undefined`: by something else. */
export type KeptParts<Row extends object = object> = ReadonlyMap<string | undefined, Kept<Row>>;

/** A table of rows that were folded elsewhere: those of a few accounts, of nobody, or found under a value. */
export class KeptTable<Row extends object> implements Table<Row> {
  readonly behind: ReadonlyMap<StreamName, Instant>;
  readonly #byAccount: KeptParts<Row>;
  readonly #parts: ReadonlyArray<Kept<Row>>;

  constructor(
    readonly indexedUnder: (row: Row) => ReadonlyArray<string>,
    parts: KeptParts<Row>,
  ) {
    this.#byAccount = parts;
    this.#parts = [...parts.values()];
    this.behind = new Map(this.#parts.flatMap(({ parked }) => [...parked]));
  }

  get(stream: StreamName): Row | undefined {
    for (const { rows } of this.#parts) {
      const row = rows.get(stream);
      if (row !== undefined) return row;
    }
    return undefined;
  }

  ofAccount(account: string): Iterable<Row> {
    return this.#byAccount.get(account)?.rows.values() ?? [];
  }

  under(value: string): Iterable<Row> {
    return [...this.all()].filter((row) => this.indexedUnder(row).includes(value));
  }

  *all(): Iterable<Row> {
    for (const { rows } of this.#parts) yield* rows.values();
  }
}
