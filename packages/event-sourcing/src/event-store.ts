import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { NewEvent, Position, RecordedEvent } from './envelope.js';
import type { StreamName } from './stream-name.js';

/** The stream must not exist yet. */
export const NoStream = -1;

/** `NoStream`, or the 0-based revision of the stream's last event. There is no "any". */
export type ExpectedRevision = number;

/** The stream was not at the expected revision; nothing was written. `actual` is -1 where there is no stream. */
export interface RevisionConflict {
  readonly _tag: 'RevisionConflict';
  readonly stream: StreamName;
  readonly expected: ExpectedRevision;
  readonly actual: number;
}

/**
 * The store may or may not have written the events: nobody told us in time.
 * `retry` sends the same bytes at the same revision, which cannot write them twice. Never reload first.
 */
export interface OutcomeUnknown {
  readonly _tag: 'OutcomeUnknown';
  readonly reason: string;
  readonly retry: TaskEither<AppendError, Appended>;
}

/** The store cannot be reached, is closed, read-only, full or locked; nothing was written. */
export interface StoreUnavailable {
  readonly _tag: 'StoreUnavailable';
  readonly reason: string;
}

/** Refused before sending; nothing was written. */
export interface TooLarge {
  readonly _tag: 'TooLarge';
  readonly what: 'events' | 'eventBytes' | 'appendBytes';
  readonly limit: number;
  readonly actual: number;
}

export type AppendError = RevisionConflict | OutcomeUnknown | StoreUnavailable | TooLarge;

/** Where the last event of an append stands. */
export interface Appended {
  readonly revision: number;
  /**
   * Absent exactly where these events were there already. They may be the answer's reader's own, from a sending that
   * was never answered, or those of another delivery of the same command: only reading tells.
   */
  readonly position?: Position;
}

export interface ReadOptions {
  /** First revision, inclusive. Forwards it defaults to 0, backwards to the last one. */
  readonly from?: number;
  /** Last revision, inclusive. */
  readonly to?: number;
  readonly direction?: 'forwards' | 'backwards';
  readonly limit?: number;
}

/** Which events of the whole store; both left out: all of them. Both given: both must hold. */
export interface EventFilter {
  readonly categories?: ReadonlyArray<string>;
  readonly types?: ReadonlyArray<string>;
}

export interface ReadAllOptions {
  /** The last position already seen, exclusive; left out: from the beginning. */
  readonly from?: Position;
  readonly filter?: EventFilter;
  readonly limit?: number;
}

export interface SubscribeOptions {
  /** The last position already seen, exclusive; left out: from the beginning. */
  readonly from?: Position;
  readonly filter?: EventFilter;
  /** Ends the subscription, quietly. */
  readonly signal: AbortSignal;
  /**
   * Data and metadata may be parsed when they are asked for, each time anew: for who keeps many events for a while and
   * asks each of them once, if at all. Such an event is not to be copied by spreading.
   */
  readonly lazy?: boolean;
}

/**
 * What a subscription says. `Checkpoint`: nothing of yours up to here, remember it. `CaughtUp`: everything recorded
 * so far was delivered; more will follow.
 */
export type SubscriptionMessage =
  | { readonly _tag: 'Event'; readonly event: RecordedEvent }
  | { readonly _tag: 'Checkpoint'; readonly position: Position }
  | { readonly _tag: 'CaughtUp' };

/** Thrown by `read`, `readAll` and `head` where the store cannot answer within its deadline. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
  readonly _tag = 'StoreUnavailable';
  constructor(readonly reason: string) {
    super(`The event store is unavailable: ${reason}`);
  }
}

/** Thrown by a subscription that ended for any reason but its own signal. Resume from the last position. */
export class SubscriptionDropped extends Error {
  override readonly name = 'SubscriptionDropped';
  readonly _tag = 'SubscriptionDropped';
  constructor(readonly reason: string) {
    super(`The subscription was dropped: ${reason}`);
  }
}

/** What one append may hold, in every store alike. Bytes are those of the JSON of data and metadata in UTF-8. */
export const appendLimits = {
  events: 64,
  eventBytes: 64 * 1024,
  appendBytes: 512 * 1024,
} as const;

/**
 * Streams of events. Adapters are whatever passes the contract suite in `./testing`.
 *
 * - `append` writes all events or none, at exactly the expected revision. Repeating it with the same ids at the same
 *   revision answers that revision, without a position, and writes nothing. Every promise settles within the store's deadline. Data or
 *   metadata that JSON cannot hold is a fault of the program, not an outcome: it rejects with `NotJson`. What is given
 *   may be frozen.
 * - `read` of a missing stream is empty, not an error.
 * - `readAll` and `subscribe` follow one total order that never changes and never shows a gap that fills later.
 * - Reads throw `StoreUnavailableError`; a subscription that is not ended by its signal throws `SubscriptionDropped`.
 */
export interface EventStore {
  append(
    stream: StreamName,
    expected: ExpectedRevision,
    events: readonly [NewEvent, ...NewEvent[]],
  ): TaskEither<AppendError, Appended>;
  read(stream: StreamName, options?: ReadOptions): AsyncIterable<RecordedEvent>;
  readAll(options?: ReadAllOptions): AsyncIterable<RecordedEvent>;
  subscribe(options: SubscribeOptions): AsyncIterable<SubscriptionMessage>;
  /** The position of the last event of the store; `undefined` while it is empty. */
  head(): Promise<Position | undefined>;
  close(): Promise<void>;
}
