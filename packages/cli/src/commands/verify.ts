import { categories } from '@partner-incentives/domain';
import {
  chainLink,
  chainSeed,
  categoryOf,
  decodeMetadata,
  type EventStore,
  type Metadata,
  type RecordedEvent,
  type StreamName,
} from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import type { Report } from '../output/report.js';

/** The first event that is not as it was recorded. */
export interface BadEvent {
  readonly stream: StreamName;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly reason: string;
}

/**
 * Computes the hash chain of every stream of ours anew, on what is stored. What follows a changed event in its stream
 * is chained to what it was, so each change shows at the event itself. Events cut off at a stream's end leave no gap:
 * only a copy taken earlier shows them missing.
 */
export const verify = async (store: Pick<EventStore, 'readAll'>): Promise<Report> => {
  const heads = new Map<StreamName, Head>();
  let events = 0;
  let foreign = 0;
  let bad = 0;
  let first: BadEvent | undefined;
  for await (const recorded of store.readAll()) {
    if (!ours.has(categoryOf(recorded.stream))) {
      foreign += 1;
      continue;
    }
    events += 1;
    const head = heads.get(recorded.stream) ?? { revision: -1, chain: chainSeed(recorded.stream) };
    const { reason, next } = check(recorded, head);
    heads.set(recorded.stream, next);
    if (reason === undefined) continue;
    bad += 1;
    const { stream, revision, id, type } = recorded;
    first ??= { stream, revision, id, type, reason };
  }
  const data = { events, streams: heads.size, foreign, bad, first: first ?? null };
  return {
    status: first === undefined ? 'pass' : 'fail',
    data,
    text:
      first === undefined
        ? `${String(events)} events in ${String(heads.size)} streams: every chain is whole.`
        : `✗ ${first.stream} #${String(first.revision)} ${first.type} (${first.id}): ${first.reason}\n` +
          `${String(bad)} of ${String(events)} events are not as they were recorded.`,
  };
};

interface Head {
  readonly revision: number;
  readonly chain: string;
}

const ours: ReadonlySet<string> = new Set([...categories, 'policy', 'refusal']);

const check = (
  recorded: RecordedEvent,
  head: Head,
): { readonly reason?: string; readonly next: Head } => {
  const { stream, revision } = recorded;
  const metadata = decodeMetadata(recorded.metadata);
  if (E.isLeft(metadata)) {
    return { reason: 'its metadata cannot be read', next: { ...head, revision } };
  }
  const next = { revision, chain: metadata.right.chain };
  if (revision !== head.revision + 1) {
    return { reason: `revision ${String(head.revision + 1)} is missing before it`, next };
  }
  return linkOf(recorded, head, stream) === next.chain
    ? { next }
    : { reason: 'its hash is not what was recorded', next };
};

/** Over the metadata as stored, unknown keys included. `undefined` where no hash can be made of it. */
const linkOf = (recorded: RecordedEvent, head: Head, stream: StreamName): string | undefined => {
  const { chain: _chain, ...metadata } = recorded.metadata as Metadata;
  try {
    return chainLink(head.chain, stream, recorded.revision, { ...recorded, metadata });
  } catch {
    return undefined;
  }
};
