import { currentPolicy, Policy } from '@partner-incentives/domain';
import {
  compile,
  decodeMetadata,
  streamName,
  isStreamId,
  systemClock,
  type EventStore,
  type Instant,
} from '@partner-incentives/event-sourcing';
import { createIncentives } from '@partner-incentives/incentives';
import * as E from 'fp-ts/lib/Either.js';
import type { Stage } from '../journal/play-journal.js';
import type { OpenedStore } from './opened-store.js';

/** The incentives over a store, with a clock and switches that a journal can set. */
export interface StoreStage extends Stage {
  /** When the newest event was recorded: the store's own "now". */
  lastRecordedAt(): Promise<Instant | undefined>;
}

/** The switches in force are those that judged the newest event. */
export const stageOf = async ({
  store,
  directory,
  checkpoints,
}: OpenedStore): Promise<StoreStage> => {
  const newest = await newestMark(store);
  let policy =
    (newest?.policyVersion && (await adopted(store, newest.policyVersion))) || currentPolicy;
  let now: Instant | undefined;
  const incentives = createIncentives({
    store,
    directory,
    checkpoints,
    clock: { now: () => now ?? systemClock.now() },
    policy: () => policy,
  });
  return {
    store,
    incentives,
    lastRecordedAt: async () => (await newestMark(store))?.recordedAt,
    clock: {
      set: (instant) => {
        now = instant;
      },
    },
    policy: {
      get: () => policy,
      set: (changed) => {
        policy = changed;
      },
    },
  };
};

interface Mark {
  readonly recordedAt: Instant;
  readonly policyVersion: string | undefined;
}

const newestMark = async (store: EventStore): Promise<Mark | undefined> => {
  let newest: Mark | undefined;
  for await (const { metadata } of store.readAll()) {
    const decoded = decodeMetadata(metadata);
    if (E.isLeft(decoded)) continue;
    const { recordedAt, policyVersion } = decoded.right;
    newest = {
      recordedAt:
        newest !== undefined && newest.recordedAt > recordedAt ? newest.recordedAt : recordedAt,
      policyVersion: policyVersion ?? newest?.policyVersion,
    };
  }
  return newest;
};

const adopted = async (store: EventStore, version: string): Promise<Policy | undefined> => {
  if (!isStreamId(version)) return undefined;
  const { decode } = compile(Policy);
  for await (const { data } of store.read(streamName('policy', version), { limit: 1 })) {
    const decoded = decode((data as { readonly policy?: unknown }).policy);
    return E.isRight(decoded) ? decoded.right : undefined;
  }
  return undefined;
};
