import { chainLink } from './chain.js';
import * as E from 'fp-ts/lib/Either.js';
import { uuidV5, type EventCodec, type StoredData } from './codec/index.js';
import type { CommandEnvelope, DomainEvent } from './decider.js';
import type { Basis, Metadata, NewEvent } from './envelope.js';
import type { Instant } from './instant.js';
import type { StreamName } from './stream-name.js';

/** What the recorded events of one command have in common. */
export interface Recording {
  readonly envelope: CommandEnvelope<{ readonly type: string }>;
  readonly commandHash: string;
  readonly account: string | undefined;
  readonly basis: ReadonlyArray<Basis>;
  readonly policyVersion: string | undefined;
  readonly recordedAt: Instant;
}

export type PreparedEvent<Event extends DomainEvent> = NewEvent & {
  readonly metadata: Metadata;
  readonly event: Event;
  readonly revision: number;
  readonly stream: StreamName;
};

/** Gives decided events their ids, metadata and places in the chain, ready to be appended after `revision`. */
export const prepareEvents = <Event extends DomainEvent>(
  stream: StreamName,
  after: { readonly revision: number; readonly lastHash: string },
  [first, ...rest]: readonly [Event, ...Event[]],
  recording: Recording,
  encode: (event: Event) => StoredData,
): readonly [PreparedEvent<Event>, ...PreparedEvent<Event>[]] => {
  let previous = after.lastHash;
  const prepare = (event: Event, index: number): PreparedEvent<Event> => {
    const revision = after.revision + 1 + index;
    const unchained = {
      id: uuidV5(stream, recording.envelope.commandId, index),
      ...encode(event),
      metadata: metadataOf(event, recording),
    };
    previous = chainLink(previous, stream, revision, unchained);
    return {
      ...unchained,
      metadata: { ...unchained.metadata, chain: previous },
      event,
      revision,
      stream,
    };
  };
  return [prepare(first, 0), ...rest.map((event, i) => prepare(event, i + 1))];
};

/** By the schema. That a decider emits what its own schema refuses is a bug, found before anything is written. */
export const encodeWith =
  <Event extends DomainEvent>(codec: EventCodec<Event>) =>
  ({ type, data }: Event): StoredData => {
    const encoded = codec.encode(type, data);
    if (E.isRight(encoded)) return encoded.right;
    throw new TypeError(`${type} is not as its schema says: ${JSON.stringify(encoded.left)}`);
  };

const metadataOf = (event: DomainEvent, recording: Recording): Omit<Metadata, 'chain'> => {
  const { envelope, commandHash, account, basis, policyVersion, recordedAt } = recording;
  return {
    effectiveAt: event.effectiveAt,
    recordedAt,
    commandId: envelope.commandId,
    commandHash,
    actor: envelope.actor,
    ...(account === undefined ? {} : { account }),
    correlationId: envelope.correlationId ?? envelope.commandId,
    ...(envelope.causationId === undefined ? {} : { causationId: envelope.causationId }),
    basis,
    ...(policyVersion === undefined ? {} : { policyVersion }),
  };
};
