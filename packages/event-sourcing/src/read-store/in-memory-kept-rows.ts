import type { StreamName } from '../stream-name.js';
import type { FiledRow, KeptRow } from './read-store.js';
import { rowText } from './row-text.js';

/** A row with its data as text, so that nobody who wrote or read it can change it. */
export interface HeldRow {
  readonly row: Omit<KeptRow, 'data'>;
  readonly text: string | undefined;
  /** The commit that wrote it. */
  readonly change: number;
}

export const heldRow = ({ data, ...row }: KeptRow, change: number): HeldRow => ({
  row: { ...row, values: [...row.values] },
  text: data === undefined ? undefined : rowText(data),
  change,
});

export const keptRow = ({ row, text }: HeldRow): KeptRow => ({
  ...row,
  values: [...row.values],
  data: text === undefined ? undefined : (JSON.parse(text) as object),
});

/** The rows of a build. What a reader looks at stays as it is: whoever writes meanwhile writes into a copy. */
export class InMemoryKeptRows {
  private current = { rows: new Map<StreamName, HeldRow>(), readers: 0 };

  /** How many have data. */
  get count(): number {
    return this.withData().length;
  }

  look(): { readonly rows: ReadonlyMap<StreamName, HeldRow>; readonly done: () => void } {
    const looked = this.current;
    looked.readers++;
    return { rows: looked.rows, done: () => void looked.readers-- };
  }

  write(written: ReadonlyArray<HeldRow>): void {
    if (this.current.readers > 0) this.current = { rows: new Map(this.current.rows), readers: 0 };
    for (const held of written) this.current.rows.set(held.row.key, held);
  }

  load(keys: ReadonlyArray<StreamName>): ReadonlyMap<StreamName, KeptRow> {
    const found = keys.flatMap((key) => this.current.rows.get(key) ?? []);
    return new Map(found.map((held) => [held.row.key, keptRow(held)]));
  }

  page(after: StreamName | undefined, limit: number): ReadonlyArray<KeptRow> {
    const following = this.withData().filter(({ row }) => after === undefined || row.key > after);
    return following.toSorted(byKey).slice(0, limit).map(keptRow);
  }

  filed(after: Entry | undefined, limit: number): ReadonlyArray<FiledRow> {
    return [...this.current.rows.values()]
      .flatMap(({ row: { key, values } }) =>
        [...new Set(values)].map((value) => ({ value, key, isRight: true })),
      )
      .filter((entry) => after === undefined || byValue(entry, after) > 0)
      .toSorted(byValue)
      .slice(0, limit);
  }

  private withData(): ReadonlyArray<HeldRow> {
    return [...this.current.rows.values()].filter(({ text }) => text !== undefined);
  }
}

// Stream names are ASCII: the order of UTF-16 units is that of bytes.
const byKey = ({ row: one }: HeldRow, { row: other }: HeldRow): number =>
  one.key < other.key ? -1 : 1;

type Entry = Pick<FiledRow, 'value' | 'key'>;

const byValue = (one: Entry, other: Entry): number =>
  Buffer.compare(Buffer.from(one.value), Buffer.from(other.value)) ||
  (one.key < other.key ? -1 : Number(one.key !== other.key));
