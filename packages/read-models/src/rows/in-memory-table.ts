import type {
  Instant,
  ReadModel,
  StoredEvent,
  StreamName,
  DomainEvent,
} from '@partner-incentives/event-sourcing';
import type { Table } from './rows.js';

/** The rows of one model, kept in memory and folded event by event. */
export class InMemoryTable<Row extends object, Event extends DomainEvent> implements Table<Row> {
  /** Nothing ever is: an event that cannot be folded is thrown at who applies it. */
  readonly behind: ReadonlyMap<StreamName, Instant> = new Map();
  readonly #rows = new Map<StreamName, Row>();
  readonly #byAccount = new Map<string, Set<StreamName>>();
  readonly #byValue = new Map<string, Set<StreamName>>();

  constructor(readonly model: ReadModel<Row, Event>) {}

  /** Events of one stream come in their order; that between streams does not matter. */
  apply(stored: StoredEvent<Event>): void {
    const { stream } = stored;
    const before = this.#rows.get(stream);
    const after = this.model.evolve(before, stored);
    if (after === before) return;
    this.#index(stream, before, after);
    if (after === undefined) this.#rows.delete(stream);
    else this.#rows.set(stream, after);
  }

  get(stream: StreamName): Row | undefined {
    return this.#rows.get(stream);
  }

  ofAccount(account: string): Iterable<Row> {
    return this.#having(this.#byAccount.get(account));
  }

  under(value: string): Iterable<Row> {
    return this.#having(this.#byValue.get(value));
  }

  all(): Iterable<Row> {
    return this.#rows.values();
  }

  #having(streams: Iterable<StreamName> = []): ReadonlyArray<Row> {
    return Array.from(streams, (stream) => this.#rows.get(stream)).filter(
      (row) => row !== undefined,
    );
  }

  #index(stream: StreamName, before: Row | undefined, after: Row | undefined): void {
    reindex(this.#byAccount, stream, accountOf(before), accountOf(after));
    const { indexedUnder } = this.model;
    reindex(
      this.#byValue,
      stream,
      before ? indexedUnder(before) : [],
      after ? indexedUnder(after) : [],
    );
  }
}

const accountOf = (row: object | undefined): ReadonlyArray<string> =>
  row !== undefined && 'account' in row && typeof row.account === 'string' ? [row.account] : [];

const reindex = (
  index: Map<string, Set<StreamName>>,
  stream: StreamName,
  before: ReadonlyArray<string>,
  after: ReadonlyArray<string>,
): void => {
  const kept = new Set(after);
  for (const value of before) if (!kept.has(value)) index.get(value)?.delete(stream);
  for (const value of kept) {
    const streams = index.get(value);
    if (streams === undefined) index.set(value, new Set([stream]));
    else streams.add(stream);
  }
};
