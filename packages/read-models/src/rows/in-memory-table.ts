import type {
  Instant,
  ReadModel,
  StoredEvent,
  StreamName,
  DomainEvent,
} from '@partner-incentives/event-sourcing';
import { RowIndex } from './row-index.js';
import type { Table } from './rows.js';

/** The rows of one model, kept in memory and folded event by event. */
export class InMemoryTable<Row extends object, Event extends DomainEvent> implements Table<Row> {
  /** Nothing ever is: an event that cannot be folded is thrown at who applies it. */
  readonly behind: ReadonlyMap<StreamName, Instant> = new Map();
  readonly #rows = new Map<StreamName, Row>();
  readonly #byAccount = new RowIndex();
  readonly #byValue = new RowIndex();
  /** What the indexes do not know yet: they are brought up when somebody asks, not with each event of a long history. */
  readonly #changed = new Set<StreamName>();

  constructor(readonly model: ReadModel<Row, Event>) {}

  /** Events of one stream come in their order; that between streams does not matter. */
  apply(stored: StoredEvent<Event>): void {
    const { stream } = stored;
    const before = this.#rows.get(stream);
    const after = this.model.evolve(before, stored);
    if (after === before) return;
    this.#changed.add(stream);
    if (after === undefined) this.#rows.delete(stream);
    else this.#rows.set(stream, after);
  }

  get(stream: StreamName): Row | undefined {
    return this.#rows.get(stream);
  }

  ofAccount(account: string): Iterable<Row> {
    return this.#at(this.#byAccount, account);
  }

  under(value: string): Iterable<Row> {
    return this.#at(this.#byValue, value);
  }

  all(): Iterable<Row> {
    return this.#rows.values();
  }

  #at(index: RowIndex, value: string): ReadonlyArray<Row> {
    for (const stream of this.#changed) {
      const row = this.#rows.get(stream);
      this.#byAccount.put(stream, accountOf(row));
      this.#byValue.put(stream, row === undefined ? [] : this.model.indexedUnder(row));
    }
    this.#changed.clear();
    return Array.from(index.at(value), (stream) => this.#rows.get(stream)).filter(
      (row) => row !== undefined,
    );
  }
}

const accountOf = (row: object | undefined): ReadonlyArray<string> =>
  row !== undefined && 'account' in row && typeof row.account === 'string' ? [row.account] : [];
