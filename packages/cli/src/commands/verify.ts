import {
  categoryOf,
  chainLink,
  chainSeed,
  decodeMetadata,
  type EventStore,
  type Metadata,
  type RecordedEvent,
  type StreamName,
} from '@partner-incentives/event-sourcing';
import { storedCategories } from '@partner-incentives/incentives';
import * as E from 'fp-ts/lib/Either.js';
import type { Report } from '../output/report.js';

/** An event that is not as it was recorded. Where it is gone, nobody knows its id and type. */
export interface BadEvent {
  readonly stream: StreamName;
  readonly revision: number;
  readonly id: string | null;
  readonly type: string | null;
  readonly reason: string;
}

/**
 * Computes the hash chain of every stream of ours anew, on what is stored. What follows a changed event in its stream
 * is chained to what it was, so each change shows at the event itself. Events cut off at a stream's end leave no gap;
 * they are missed where a decision recorded elsewhere read them.
 */
export const verify = async (store: Pick<EventStore, 'readAll'>): Promise<Report> => {
  const heads = new Map<StreamName, Head>();
  const read = new Map<StreamName, Reading>();
  const bad: Array<BadEvent> = [];
  let events = 0;
  let foreign = 0;
  for await (const recorded of store.readAll()) {
    if (!ours.has(categoryOf(recorded.stream))) {
      foreign += 1;
      continue;
    }
    events += 1;
    const { stream, revision, id, type } = recorded;
    const head = heads.get(stream) ?? { revision: -1, chain: chainSeed(stream) };
    const { reason, metadata } = check(recorded, head);
    heads.set(stream, { revision, chain: metadata?.chain ?? head.chain });
    if (reason !== undefined) bad.push({ stream, revision, id, type, reason });
    for (const basis of metadata?.basis ?? []) {
      if (basis.revision > (read.get(basis.stream)?.revision ?? -1)) {
        read.set(basis.stream, { revision: basis.revision, by: recorded });
      }
    }
  }
  bad.push(...cutOff(heads, read));
  const data = { events, streams: heads.size, foreign, bad: bad.length, first: bad[0] ?? null };
  return { status: bad.length === 0 ? 'pass' : 'fail', data, text: textOf(data) };
};

interface Head {
  readonly revision: number;
  readonly chain: string;
}

/** Up to where a stream was read, and for which event. */
interface Reading {
  readonly revision: number;
  readonly by: RecordedEvent;
}

const ours: ReadonlySet<string> = new Set(storedCategories);

const check = (
  recorded: RecordedEvent,
  head: Head,
): { readonly reason?: string; readonly metadata?: Metadata } => {
  const decoded = decodeMetadata(recorded.metadata);
  if (E.isLeft(decoded)) return { reason: 'its metadata cannot be read' };
  const metadata = decoded.right;
  if (recorded.revision !== head.revision + 1) {
    return { reason: `revision ${String(head.revision + 1)} is missing before it`, metadata };
  }
  return linkOf(recorded, head) === metadata.chain
    ? { metadata }
    : { reason: 'its hash is not what was recorded', metadata };
};

/** Over the metadata as stored, unknown keys included. `undefined` where no hash can be made of it. */
const linkOf = (recorded: RecordedEvent, head: Head): string | undefined => {
  const { chain: _chain, ...metadata } = recorded.metadata as Metadata;
  try {
    return chainLink(head.chain, recorded.stream, recorded.revision, { ...recorded, metadata });
  } catch {
    return undefined;
  }
};

const cutOff = (
  heads: ReadonlyMap<StreamName, Head>,
  read: ReadonlyMap<StreamName, Reading>,
): ReadonlyArray<BadEvent> =>
  [...read].flatMap(([stream, { revision, by }]) => {
    const end = heads.get(stream)?.revision ?? -1;
    if (end >= revision) return [];
    const reason = `it is missing: ${by.stream} #${String(by.revision)} was decided on it`;
    return [{ stream, revision: end + 1, id: null, type: null, reason }];
  });

const textOf = (data: {
  readonly events: number;
  readonly streams: number;
  readonly bad: number;
  readonly first: BadEvent | null;
}): string => {
  const { events, streams, bad, first } = data;
  if (first === null) {
    return `✓ ${String(events)} events in ${String(streams)} streams: every chain is whole.`;
  }
  const { stream, revision, id, type, reason } = first;
  const which = id === null ? '' : ` ${String(type)} (${id})`;
  return [
    `✗ ${stream} #${String(revision)}${which}: ${reason}.`,
    `${String(bad)} of ${String(events)} events are not as they were recorded; this is the first.`,
    '→ Compare with a backup: incentives verify --store sqlite:<backup>.',
  ].join('\n');
};
