import { microsoft, type Policy } from '@partner-incentives/domain';
import {
  appendSafely,
  canonicalJson,
  encodePlainly,
  fullJitter,
  isStreamId,
  NoStream,
  prepareEvents,
  sha256Hex,
  streamName,
  type Clock,
  type DomainEvent,
  type EventStore,
  type NotAppended,
  type Overtaken,
} from '@partner-incentives/event-sourcing';

/** What stands with each event instead of the switches themselves. */
export const policyVersion = (policy: Policy): string => {
  const known = versions.get(policy);
  if (known !== undefined) return known;
  const version = sha256Hex(canonicalJson(policy));
  versions.set(policy, version);
  return version;
};

const versions = new WeakMap<Policy, string>();

/**
 * Keeps the value of the switches in `policy-{hash}`, once, before anything is judged by them: an auditor finds what
 * any event's `policyVersion` means.
 */
export const policyAdopter = (
  store: EventStore,
  clock: Clock,
): ((policy: Policy) => Promise<Exclude<NotAppended, Overtaken> | undefined>) => {
  const adopted = new Set<string>();
  return async (policy) => {
    const version = policyVersion(policy);
    if (adopted.has(version)) return undefined;
    const failed = await record(store, clock, policy, version);
    if (failed !== undefined && failed._tag !== 'RevisionConflict') return failed;
    adopted.add(version);
    return undefined;
  };
};

const record = async (
  store: EventStore,
  clock: Clock,
  policy: Policy,
  version: string,
): Promise<NotAppended | undefined> => {
  if (!isStreamId(version)) throw new TypeError('a hash is always a stream id');
  const stream = streamName('policy', version);
  const at = clock.now();
  const { toAppend } = prepareEvents<DomainEvent>(
    stream,
    { revision: NoStream, lastHash: undefined },
    [{ type: 'PolicyAdopted', effectiveAt: at, data: { policy } }],
    {
      envelope: { commandId: version, actor: microsoft, at, command: { type: 'AdoptPolicy' } },
      commandHash: version,
      account: undefined,
      basis: [],
      policyVersion: undefined,
      recordedAt: at,
      chain: true,
    },
    encodePlainly,
  );
  const appended = await appendSafely(store, stream, NoStream, toAppend, fullJitter);
  return appended._tag === 'Left' ? appended.left : undefined;
};
