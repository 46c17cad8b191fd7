import { categoryOf, NoStream, type StreamName } from '@partner-incentives/event-sourcing';
import type { Connection } from './connection.js';
import type { EventLog } from './event-log.js';

/** A stream in the table, or about to be. */
export interface StreamHead {
  readonly number: number;
  readonly category: string;
  /** Of the last event; -1 where there is none. */
  readonly revision: number;
}

/**
 * How far each stream goes, remembered for as long as nobody else writes: an append then asks the tables nothing.
 * To be used under the write lock.
 */
export class StreamHeads {
  private readonly heads = new Map<StreamName, StreamHead>();
  private ends: ReturnType<EventLog['ends']> | undefined;
  private version: number | undefined;

  constructor(
    private readonly log: EventLog,
    private readonly dataVersion: () => number,
  ) {}

  /** Forgets everything if another connection has committed since the last time. */
  refresh(): void {
    const version = this.dataVersion();
    if (version !== this.version) this.forget();
    this.version = version;
  }

  forget(): void {
    this.heads.clear();
    this.ends = undefined;
  }

  /** `undefined` where nobody has written to the stream yet. */
  find(name: StreamName): StreamHead | undefined {
    const known = this.heads.get(name);
    if (known !== undefined) return known;
    const row = this.log.find(name);
    return row && this.remember(name, row.stream, row.revision ?? NoStream);
  }

  /** Gives a new stream its number, which is harmless by itself: a stream without events is none. */
  findOrNumber(name: StreamName): StreamHead | undefined {
    const known = this.heads.get(name);
    if (known !== undefined) return known;
    const { position, stream } = this.lastNumbers();
    const number = stream + 1;
    if (this.log.newStream({ stream: number, name }) === 0) return this.find(name);
    this.ends = { position, stream: number };
    return this.remember(name, number, NoStream);
  }

  /** The number of the store's last event. */
  lastPosition(): number {
    return this.lastNumbers().position;
  }

  moved(name: StreamName, head: StreamHead, revision: number, position: number): void {
    this.ends = { position, stream: this.lastNumbers().stream };
    this.remember(name, head.number, revision, head.category);
  }

  private lastNumbers(): ReturnType<EventLog['ends']> {
    return (this.ends ??= this.log.ends());
  }

  private remember(
    name: StreamName,
    number: number,
    revision: number,
    category = categoryOf(name),
  ): StreamHead {
    const head = { number, category, revision };
    if (this.heads.size >= remembered) this.heads.clear();
    this.heads.set(name, head);
    return head;
  }
}

const remembered = 50_000;

/** Changes whenever another connection, of this process or another, has committed. */
export const dataVersionOf = (connection: Connection): (() => number) => {
  const statement = connection.prepare('pragma data_version');
  return () => {
    const [row] = statement.all([]);
    return typeof row === 'object' && row !== null ? Number(Object.values(row)[0]) : 0;
  };
};
