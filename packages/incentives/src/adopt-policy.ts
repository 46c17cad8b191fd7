import { microsoft, type Policy } from '@partner-incentives/domain';
import {
  appendSafely,
  canonicalJson,
  chainSeed,
  fullJitter,
  isStreamId,
  NoStream,
  prepareEvents,
  sha256Hex,
  streamName,
  type AppendError,
  type Clock,
  type EventStore,
  type RevisionConflict,
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
): ((policy: Policy) => Promise<Exclude<AppendError, RevisionConflict> | undefined>) => {
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
): Promise<AppendError | undefined> => {
  if (!isStreamId(version)) throw new TypeError('a hash is always a stream id');
  const stream = streamName('policy', version);
  const at = clock.now();
  const events = prepareEvents(
    stream,
    { revision: NoStream, lastHash: chainSeed(stream) },
    [{ type: 'PolicyAdopted', effectiveAt: at, data: { policy } }],
    {
      envelope: { commandId: version, actor: microsoft, at, command: { type: 'AdoptPolicy' } },
      commandHash: version,
      account: undefined,
      basis: [],
      policyVersion: undefined,
      recordedAt: at,
    },
    ({ type, data }) => ({ type, schemaVersion: 1, data }),
  );
  const appended = await appendSafely(store, stream, NoStream, events, fullJitter);
  return appended._tag === 'Left' ? appended.left : undefined;
};
