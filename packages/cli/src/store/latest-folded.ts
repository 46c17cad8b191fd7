import type { Policy } from '@partner-incentives/domain';
import {
  decodeMetadata,
  type EventStore,
  type Instant,
  type ReadStore,
} from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import { adopted, historySoFar } from './history-so-far.js';

/** What the last event that rows were folded from says about now. */
export interface LatestFolded {
  readonly now: Instant;
  /** The switches that judged it. */
  readonly policy?: Policy;
}

/**
 * Two short reads, however long the history is; where the event is gone or says nothing, the whole of what there is.
 * `undefined`: no live build has folded anything yet.
 */
export const latestFolded = async (
  store: Pick<EventStore, 'read' | 'readAll'>,
  readStore: Pick<ReadStore, 'status'>,
): Promise<LatestFolded | undefined> => {
  const folded = (await readStore.status())
    .filter(({ stage }) => stage === 'live')
    .flatMap(({ checkpoint }) => (checkpoint === undefined ? [] : [checkpoint.last]))
    .toSorted((one, other) => (one.position < other.position ? 1 : -1))[0];
  if (folded === undefined) return undefined;
  const { stream, revision } = folded;
  for await (const { metadata } of store.read(stream, { from: revision, to: revision })) {
    const decoded = decodeMetadata(metadata);
    if (E.isLeft(decoded)) break;
    const { recordedAt, policyVersion } = decoded.right;
    const policy = policyVersion === undefined ? undefined : await adopted(store, policyVersion);
    return { now: recordedAt, ...(policy !== undefined && { policy }) };
  }
  const { recorded, policy } = await historySoFar(store);
  return recorded && { now: recorded.last, policy };
};
