import { currentPolicy, Policy } from '@partner-incentives/domain';
import {
  compile,
  decodeMetadata,
  isStreamId,
  streamName,
  type EventStore,
  type Instant,
  type Position,
} from '@partner-incentives/event-sourcing';
import type { Moment } from '@partner-incentives/incentives';
import * as E from 'fp-ts/lib/Either.js';

/** What a store's history says about itself. */
export interface HistorySoFar {
  /** When its first and its newest event were recorded; absent while it is empty. */
  readonly recorded?: { readonly first: Instant; readonly last: Instant };
  /** The switches that judged the newest event of the moment asked about. */
  readonly policy: Policy;
}

export const historySoFar = async (
  store: Pick<EventStore, 'read' | 'readAll'>,
  { asOf, knownAt, before }: Moment & { readonly before?: Position } = {},
): Promise<HistorySoFar> => {
  let recorded: HistorySoFar['recorded'];
  let version: string | undefined;
  for await (const { metadata, position } of store.readAll()) {
    const decoded = decodeMetadata(metadata);
    if (E.isLeft(decoded)) continue;
    const { effectiveAt, recordedAt, policyVersion } = decoded.right;
    recorded = {
      first: recorded?.first ?? recordedAt,
      last: recorded !== undefined && recorded.last > recordedAt ? recorded.last : recordedAt,
    };
    const counts =
      (asOf === undefined || effectiveAt <= asOf) &&
      (knownAt === undefined || recordedAt <= knownAt) &&
      (before === undefined || position < before);
    if (counts) version = policyVersion ?? version;
  }
  const policy = version === undefined ? undefined : await adopted(store, version);
  return { ...(recorded && { recorded }), policy: policy ?? currentPolicy };
};

/** The switches of a version, as the store keeps them. */
export const adopted = async (
  store: Pick<EventStore, 'read'>,
  version: string,
): Promise<Policy | undefined> => {
  if (!isStreamId(version)) return undefined;
  const { decode } = compile(Policy);
  for await (const { data } of store.read(streamName('policy', version), { limit: 1 })) {
    const decoded = decode((data as { readonly policy?: unknown }).policy);
    return E.isRight(decoded) ? decoded.right : undefined;
  }
  return undefined;
};
