import * as E from 'fp-ts/lib/Either.js';
import { appendSafely } from './append-safely.js';
import { chainSeed } from './chain.js';
import { decodeRefusal } from './codec/index.js';
import type { DomainEvent, Rejection } from './decider.js';
import {
  NoStream,
  type AppendError,
  type EventStore,
  type RevisionConflict,
} from './event-store.js';
import { prepareEvents, type Recording } from './prepare-events.js';
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
  for await (const recorded of store.read(refusalStream(commandId), { limit: 1 })) {
    return decodeRefusal(recorded);
  }
  return undefined;
};

/**
 * Records the refusal and answers it, or answers the one that the same command got at the same time elsewhere. Where
 * it cannot be recorded, the fault is the answer: the command may be sent again.
 */
export const recordRefusal = async <Refused extends Rejection>(
  store: EventStore,
  rejection: Refused,
  refused: CommandRefused,
  recording: Recording,
  backOff: (attempt: number) => Promise<void>,
): Promise<Refused | Exclude<AppendError, RevisionConflict>> => {
  const { commandId } = recording.envelope;
  const stream = refusalStream(commandId);
  const start = { revision: NoStream, lastHash: chainSeed(stream) };
  const event = prepareEvents(stream, start, [refused], recording, encodeRefusal);
  const appended = await appendSafely(store, stream, NoStream, event, backOff);
  if (E.isRight(appended)) return rejection;
  if (appended.left._tag !== 'RevisionConflict') return appended.left;
  const earlier = await earlierRefusal(store, commandId);
  // The same command: what it was refused with has the shape of its rejections.
  return (earlier?.rejection ?? rejection) as Refused;
};

const encodeRefusal = ({ type, data }: CommandRefused) => ({ type, schemaVersion: 1, data });
