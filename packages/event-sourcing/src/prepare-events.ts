import { chainLink, chainSeed } from './chain.js';
import { uuidV5 } from './codec/index.js';
import type { CommandEnvelope, DomainEvent } from './decider.js';
import type { Encode } from './encode-event.js';
import type { Basis, Metadata, NewEvent, StoredEvent } from './envelope.js';
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
  /** Whether the events bear tamper evidence. */
  readonly chain: boolean;
}

/** Where a stream ends. */
export interface StreamEnd {
  readonly revision: number;
  /** `undefined` where there is no event yet. */
  readonly lastHash: string | undefined;
}

/** What goes to the store, and the same as whoever reads it back will see it. */
export interface PreparedEvents<Event extends DomainEvent> {
  readonly toAppend: readonly [NewEvent, ...NewEvent[]];
  readonly stored: ReadonlyArray<Omit<StoredEvent<Event>, 'position'>>;
}

/** Gives decided events their ids, metadata and places in the chain, ready to be appended after `revision`. */
export const prepareEvents = <Event extends DomainEvent>(
  stream: StreamName,
  after: StreamEnd,
  [first, ...rest]: readonly [Event, ...Event[]],
  recording: Recording,
  encode: Encode<Event>,
): PreparedEvents<Event> => {
  const { commandId } = recording.envelope;
  const stored: Array<Omit<StoredEvent<Event>, 'position'>> = [];
  let { revision, lastHash } = after;
  const prepare = (decided: Event): NewEvent => {
    const encoded = encode(decided);
    const { type, schemaVersion, data } = encoded.stored;
    const id = uuidV5(stream, commandId, stored.length);
    const metadata = metadataOf(decided.effectiveAt, recording);
    const event = { id, type, schemaVersion, data, metadata };
    revision += 1;
    if (recording.chain) {
      lastHash = chainLink(lastHash ?? chainSeed(stream), stream, revision, event);
    }
    const chained = chainedTo(metadata, recording.chain && lastHash ? lastHash : '');
    stored.push({ event: encoded.event, id, stream, revision, schemaVersion, metadata: chained });
    return event;
  };
  return { toAppend: [prepare(first), ...rest.map(prepare)], stored };
};

type Writable<Value> = { -readonly [Key in keyof Value]?: Value[Key] };

/**
 * Without the chain. Keys in canonical order, written one by one: to hash it, nothing has to be sorted, and spreading
 * the three that may be absent costs microseconds.
 */
const metadataOf = (effectiveAt: Instant, recording: Recording): Omit<Metadata, 'chain'> => {
  const { envelope, commandHash, account, basis, policyVersion, recordedAt } = recording;
  const { actor, causationId, commandId, correlationId = commandId } = envelope;
  const metadata: Writable<Omit<Metadata, 'chain'>> = {};
  if (account !== undefined) metadata.account = account;
  metadata.actor = { id: actor.id, kind: actor.kind };
  metadata.basis = basis;
  if (causationId !== undefined) metadata.causationId = causationId;
  metadata.commandHash = commandHash;
  metadata.commandId = commandId;
  metadata.correlationId = correlationId;
  metadata.effectiveAt = effectiveAt;
  if (policyVersion !== undefined) metadata.policyVersion = policyVersion;
  metadata.recordedAt = recordedAt;
  return metadata as Omit<Metadata, 'chain'>;
};

/** The same object, which is ours alone until it is handed out: a copy of it costs as much as its making. */
const chainedTo = (metadata: Writable<Metadata>, chain: string): Metadata => {
  metadata.chain = chain;
  return metadata as Metadata;
};
