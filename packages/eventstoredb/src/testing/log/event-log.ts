import { endOfTime, type LogRecord, type ProposedEvent } from './log-record.js';

/**
 * The log in its three steps. *Written*: it has its place, later appends count on it. *Committed*: readers see it and
 * the append is answered. *Announced*: live subscriptions hear of it, a few records in each turn of the event loop, so
 * that what they hold back is theirs to blame.
 */
export class EventLog {
  readonly records: LogRecord[] = [];
  private readonly streams = new Map<string, LogRecord[]>();
  private readonly removed = new Set<LogRecord>();
  private readonly listeners = new Set<(record: LogRecord) => void>();
  private nextPosition = 0n;
  private committedCount = 0;
  private announcedCount = 0;
  private commit = turn();
  private holds = 0;

  /** How many records readers may see. */
  get committed(): number {
    return this.committedCount;
  }

  /** Where the next record will stand. */
  get end(): bigint {
    return this.nextPosition;
  }

  /** All written records of a stream, in order. */
  stream(name: string): ReadonlyArray<LogRecord> {
    return this.streams.get(name) ?? none;
  }

  /** Takes records out of the whole log, for ever. Their places stay. */
  remove(isToGo: (record: LogRecord) => boolean): void {
    for (const record of this.records) if (isToGo(record)) this.removed.add(record);
  }

  isThere(record: LogRecord): boolean {
    return !this.removed.has(record);
  }

  /** Gives events their place. The time is given only by who writes again what stood there before. */
  write(
    stream: string,
    events: ReadonlyArray<ProposedEvent>,
    revision: bigint,
    created = BigInt(Date.now()) * 10_000n,
  ): LogRecord[] {
    const inStream = this.streams.get(stream) ?? [];
    if (inStream.length === 0) this.streams.set(stream, inStream);
    const written = events.map((event, offset) => {
      const record: LogRecord = {
        ...event,
        stream,
        revision: revision === endOfTime ? revision : revision + BigInt(offset),
        position: this.nextPosition,
        index: this.records.length,
        created,
      };
      this.nextPosition += BigInt(
        overhead + stream.length + event.data.length + event.metadata.length,
      );
      inStream.push(record);
      this.records.push(record);
      return record;
    });
    this.scheduleCommit();
    return written;
  }

  /** Resolves as soon as everything written so far is committed. */
  get whenCommitted(): Promise<void> {
    return this.commit.done;
  }

  /** Nothing is committed, so nothing answered, until the returned function is called. */
  hold(): () => void {
    this.holds++;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.holds--;
      this.scheduleCommit();
    };
  }

  /** Calls back with each record as it is announced, until the returned function is called. */
  listen(listener: (record: LogRecord) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The index of the first record at or after a position. */
  indexAt(position: bigint): number {
    let low = 0;
    let high = this.committedCount;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.records[middle]?.position ?? endOfTime) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private scheduleCommit(): void {
    if (this.holds > 0 || this.commit.scheduled || this.records.length === this.committedCount)
      return;
    this.commit.scheduled = true;
    setImmediate(() => {
      const { settle } = this.commit;
      this.commit = turn();
      if (this.holds > 0) void this.commit.done.then(settle);
      else {
        const announcing = this.announcedCount < this.committedCount;
        this.committedCount = this.records.length;
        settle();
        if (!announcing) this.announce();
      }
    });
  }

  private announce(): void {
    const last = Math.min(this.announcedCount + announcedInATurn, this.committedCount);
    while (this.announcedCount < last) {
      const record = this.records[this.announcedCount++];
      if (record !== undefined) for (const listener of this.listeners) listener(record);
    }
    if (this.announcedCount < this.committedCount) setImmediate(() => this.announce());
  }
}

const none: ReadonlyArray<LogRecord> = [];
const overhead = 120;
const announcedInATurn = 32;

const turn = (): { done: Promise<void>; settle: () => void; scheduled: boolean } => {
  let settle = (): void => undefined;
  const done = new Promise<void>((resolve) => {
    settle = resolve;
  });
  return { done, settle, scheduled: false };
};
