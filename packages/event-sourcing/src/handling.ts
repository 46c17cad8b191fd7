import type { Either } from 'fp-ts/lib/Either.js';
import type { DeciderTypes, DomainEvent, Rejection } from './decider.js';
import type { Position, StoredEvent } from './envelope.js';
import type { AppendError, StoreUnavailable } from './event-store.js';
import type { CorruptFold, Undecodable } from './stored-event.js';
import type { StreamName } from './stream-name.js';

/** The caller's `expectedRevision` is not where the stream is. Nothing was written (V-04). */
export interface ConcurrencyConflict extends Rejection {
  readonly _tag: 'ConcurrencyConflict';
  readonly stream: StreamName;
  readonly expected: number;
  readonly actual: number;
}

/** The id was used before, for another command. Nothing was written (V-04). */
export interface CommandIdReused extends Rejection {
  readonly _tag: 'CommandIdReused';
  readonly commandId: string;
}

/** The command holds what JSON cannot: it cannot be told from another one under its id. Nothing was written. */
export interface CommandNotJson extends Rejection {
  readonly _tag: 'CommandNotJson';
  readonly found: string;
}

/** Others were faster every time; nothing was written. Sending the same command again is safe. */
export interface Contention {
  readonly _tag: 'Contention';
  readonly stream: StreamName;
  readonly attempts: number;
}

/** A stream that the decision needs cannot be understood; nothing was written. */
export interface UnreadableStream {
  readonly _tag: 'UnreadableStream';
  readonly stream: StreamName;
  readonly revision: number;
  readonly cause: Undecodable | CorruptFold;
}

/** No answer yet; sending the same command again is safe. */
export type HandlingFault =
  | Contention
  | UnreadableStream
  | StoreUnavailable
  | Exclude<AppendError, { readonly _tag: 'RevisionConflict' }>;

/** What a command recorded. */
export interface Handled<Event extends DomainEvent> {
  readonly stream: StreamName;
  /** In order; empty where everything was already so. */
  readonly events: ReadonlyArray<Omit<StoredEvent<Event>, 'position'>>;
  /** Read models that reached it show what was recorded; absent where nothing was. */
  readonly position?: Position;
  /** Whether another delivery of the same command recorded this. */
  readonly repeated: boolean;
}

/** Recorded, refused (the answer also when repeated), or no answer yet. */
export type HandlingResult<Types extends DeciderTypes> = Either<
  Types['Rejection'] | ConcurrencyConflict | CommandIdReused | CommandNotJson | HandlingFault,
  Handled<Types['Event']>
>;
