import * as E from 'fp-ts/lib/Either.js';
import { appendSafely, type NotAppended, type Overtaken } from './append-safely.js';
import { decodeRefusal } from './codec/index.js';
import type { DomainEvent, Rejection } from './decider.js';
import { encodePlainly } from './encode-event.js';
import type { RecordedEvent } from './envelope.js';
import { NoStream, type EventStore } from './event-store.js';
import { prepareEvents, type Recording } from './prepare-events.js';
import { reading } from './reading.js';
import { UndecodableEvent } from './stream-cache.js';
import { streamName, type StreamId, type StreamName } from './stream-name.js';

/** A command that was refused through the front door, kept for auditors in a stream of its own. */
export type CommandRefused = DomainEvent<
  'CommandRefused',
  { readonly commandType: string; readonly stream: string; readonly rejection: Rejection }
>;

/** The refusal a command got, with the hash of what the command was. */
export interface EarlierRefusal {
  readonly hash: string;
  readonly rejection: Rejection;
}

/** Where the refusal of a command stands, if it was refused: one event, never a second. */
export const refusalStream = (commandId: StreamId): StreamName => streamName('refusal', commandId);

export const earlierRefusal = async (
  store: Pick<EventStore, 'read'>,
  commandId: StreamId,
): Promise<EarlierRefusal | undefined> => {
  let refusal: EarlierRefusal | undefined;
  await reading(store, refusalStream(commandId), { limit: 1 }, (recorded) => {
    refusal = decodeRefusal(recorded) ?? unreadable(recorded);
  });
  return refusal;
};

/**
 * Records the refusal and answers it, or answers the one that a delivery of the same id got at the same time
 * elsewhere. Where it cannot be recorded, the fault is the answer: the command may be sent again.
 */
export const recordRefusal = async (
  store: EventStore,
  refused: CommandRefused,
  recording: Recording,
  backOff: (attempt: number) => Promise<void>,
): Promise<E.Either<Exclude<NotAppended, Overtaken>, EarlierRefusal>> => {
  const { commandId } = recording.envelope;
  const stream = refusalStream(commandId);
  const { toAppend } = prepareEvents<DomainEvent>(
    stream,
    start,
    [refused],
    recording,
    encodePlainly,
  );
  const appended = await appendSafely(store, stream, NoStream, toAppend, backOff);
  if (E.isLeft(appended) && appended.left._tag !== 'RevisionConflict') return E.left(appended.left);
  const earlier = E.isLeft(appended) ? await earlierRefusal(store, commandId) : undefined;
  return E.right(earlier ?? { hash: recording.commandHash, rejection: refused.data.rejection });
};

const start = { revision: NoStream, lastHash: undefined };

const unreadable = ({ stream, revision, type }: RecordedEvent): never => {
  throw new UndecodableEvent(stream, revision, { _tag: 'Unreadable', type, reasons: [] });
};
