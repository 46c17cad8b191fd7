import { type EventFilter, matchesFilter, type Position } from '@partner-incentives/event-sourcing';
import { Expired } from './deadlines.js';
import type { GrpcFault } from './grpc-fault.js';
import type { Outbox } from './outbox.js';
import { ReadFailed } from './page.js';
import type { StoredRecord } from './read-answer.js';
import { headOf, positionBefore, readAll, type Reading } from './reading.js';
import { recordedEvent } from './recorded-event.js';
import type { ReadCall, ReadListener, Wire } from './wire.js';

/** Why a call that should have gone on for ever is over. */
export type Ended =
  | GrpcFault
  | { readonly _tag: 'Ended' | 'Backwards'; readonly reason: string }
  /** The node's log ends before what was heard. A new leader may still be at its beginning, and a follower lags. */
  | { readonly _tag: 'Behind'; readonly reason: string };

export interface ListeningOptions {
  readonly reading: Reading;
  readonly filter: EventFilter | undefined;
  readonly silenceMs: number;
  readonly outbox: Outbox;
  readonly onNews: () => void;
}

/** One call of a subscription, from its first message to its end, whichever way that comes. */
export class Listening {
  private isConfirmed = false;
  private call: ReadCall | undefined;
  private isPaused = false;
  private isOver = false;
  private timer: NodeJS.Timeout | undefined;
  /** An event that the store holds and this call has not told. */
  private owed: Position | undefined;
  /** The end of the log before the server was asked: when it has caught up, it was beyond that. */
  private begun: Position | undefined;
  private end!: (ended: Ended) => void;
  private fail!: (error: unknown) => void;
  private readonly outcome: Promise<Ended>;
  private readonly from: Position | undefined;
  private readonly matches: ReturnType<typeof matchesFilter>;

  constructor(
    private readonly options: ListeningOptions,
    /** The last position that was heard of: where the next call goes on. */
    public last: Position | undefined,
  ) {
    this.from = last;
    this.matches = matchesFilter(options.filter);
    this.outcome = new Promise((resolve, reject) => {
      this.end = resolve;
      this.fail = reject;
    });
    // It may fail before anybody waits for it.
    this.outcome.catch(() => undefined);
  }

  async run(): Promise<Ended> {
    const { connection, names, options } = this.options.reading;
    const { requiresLeader, ms } = options;
    let wire: Wire | undefined;
    try {
      this.timer = setTimeout(() => this.fail(new Expired(ms)), ms);
      wire = await Promise.race([connection.current(), this.outcome.then(noWire)]);
      this.begun = await headOf(connection, options);
      const { from } = this;
      if (from !== undefined && from > (this.begun ?? '')) {
        return { _tag: 'Behind', reason: `the log ends before ${from}` };
      }
      // A server leaves out the event at the place it is given or, where a scavenge took that one, the next: so it is
      // given the place before, and what was told is left out here.
      const before = from && (await positionBefore(from, connection, options));
      if ((await connection.current()) !== wire) return nodeChanged;
      const filter = names.filter(this.options.filter);
      const what = { of: 'subscription', from: before ?? 'start', filter } as const;
      const { message, ended } = this;
      this.call = await wire.read(what, requiresLeader, { message, ended });
      return await this.outcome;
    } catch (error) {
      return error instanceof ReadFailed ? error.fault : await connection.faultOf(wire, error);
    } finally {
      this.isOver = true;
      clearTimeout(this.timer);
      this.call?.cancel();
      this.call = undefined;
    }
  }

  /** Ends the call, as nobody listens any more. */
  stop(): void {
    this.isOver = true;
    this.end({ _tag: 'Ended', reason: 'nobody listens' });
  }

  /** The outbox has room again. */
  resume(): void {
    if (!this.isPaused || !this.options.outbox.isLow) return;
    this.isPaused = false;
    this.call?.resume();
    this.timer?.refresh();
  }

  private readonly ended: ReadListener['ended'] = (error) => {
    if (error === undefined) this.end({ _tag: 'Ended', reason: 'the server ended it' });
    else this.fail(error);
  };

  private readonly message: ReadListener['message'] = (answer) => {
    if (this.isOver) return;
    if (!this.isConfirmed) this.confirmed();
    this.timer?.refresh();
    if (answer._tag === 'Record') this.event(answer.record);
    else if (answer._tag === 'Checkpoint') this.skippedTo(answer.position);
    else if (answer._tag === 'CaughtUp') {
      this.skippedTo(this.begun);
      this.options.outbox.caughtUp();
    }
    this.options.onNews();
  };

  private event(record: StoredRecord): void {
    const { outbox, reading } = this.options;
    const { position, data, metadata } = record;
    if (position === this.from && position === this.last) return;
    if (this.last !== undefined && position <= this.last) {
      this.end({ _tag: 'Backwards', reason: `${position} came after ${this.last}` });
      return;
    }
    this.last = position;
    const event = recordedEvent(record, reading.names);
    if (event === undefined || !this.matches(event)) return outbox.skipped(position);
    outbox.event(event, data.length + metadata.length);
    if (this.isPaused || !outbox.isFull) return;
    this.isPaused = true;
    this.call?.pause();
  }

  private skippedTo(position: Position | undefined): void {
    if (position === undefined || (this.last !== undefined && position <= this.last)) return;
    this.last = position;
    this.options.outbox.skipped(position);
  }

  private confirmed(): void {
    this.isConfirmed = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.silence(), this.options.silenceMs);
  }

  /** No news is no good news: is there something that we should have heard? */
  private async silence(): Promise<void> {
    const { reading, filter, onNews } = this.options;
    const before = this.last;
    try {
      if (!this.isPaused) {
        if (this.owed !== undefined && (before === undefined || before < this.owed)) {
          this.fail(new Expired(this.options.silenceMs));
          return;
        }
        const head = await headOf(reading.connection, reading.options);
        const from = before === undefined ? {} : { from: before };
        const [missed] = await first(
          readAll(reading, { ...from, ...(filter && { filter }), limit: 1 }),
        );
        if (this.last === before && !this.isOver) {
          this.owed = missed?.position;
          if (missed === undefined) this.skippedTo(head);
          onNews();
        }
      }
      this.timer?.refresh();
    } catch (error) {
      this.fail(error);
    }
  }
}

const nodeChanged: Ended = { _tag: 'Ended', reason: 'the node changed' };
const noWire = (): never => {
  throw new Error('over before it began');
};

const first = async <Item>(items: AsyncIterable<Item>): Promise<ReadonlyArray<Item>> => {
  for await (const item of items) return [item];
  return [];
};
