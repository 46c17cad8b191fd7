import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReadStore, StreamName } from '@partner-incentives/event-sourcing';
import type { Compilable, Kysely, RawBuilder } from 'kysely';
import { buildScripts } from './builds.js';
import { leaseScripts } from './leases.js';
import { pageScripts } from './pages.js';
import type { Script } from './script.js';
import type { ReadStoreTables } from './tables.js';

/** How an engine says what the scripts have no common words for. */
export interface Dialect {
  readonly db: Kysely<ReadStoreTables>;
  /** The database's clock, in milliseconds. */
  readonly now: RawBuilder<number>;
  readonly isAmong: (keys: ReadonlyArray<StreamName>) => RawBuilder<boolean>;
  /** 1 where an entry of `row_values` is for those who may see its row, 0 where it is for others. */
  readonly isForThem: RawBuilder<number>;
  /** Tells other processes that rows may have changed, where they do not see it by themselves. */
  readonly tell?: Compilable;
}

/** Runs scripts; a script is begun anew where it has to be tried again. */
export interface Engine {
  /** Each question is a transaction by itself. */
  readonly ask: <Answer>(script: () => Script<Answer>) => Promise<Answer>;
  /** All of it or nothing, and on the disk when it answers. */
  readonly order: <Answer>(script: () => Script<Answer>) => Promise<Answer>;
  /** Counts all rows that there are, whoever asks. */
  readonly count: <Answer>(script: () => Script<Answer>) => Promise<Answer>;
  /** To those who watch through this handle. */
  readonly tell: () => void;
}

/** All of a read store that is the same on every engine. */
export const scriptedStore = (
  { db, now, isAmong, isForThem, tell }: Dialect,
  engine: Engine,
): Omit<ReadStore, 'commit' | 'read' | 'watch' | 'close'> => {
  const builds = buildScripts(db, now, tell);
  const leases = leaseScripts(db, now);
  const pages = pageScripts(db, isAmong, isForThem);
  const { ask, order, count } = engine;
  return {
    builds: async (models) => {
      const found = await count(() => builds.of(models));
      const missing = models.filter(
        ({ model }) => !found.some(({ build }) => build.model === model),
      );
      if (missing.length === 0) return found;
      for (const { model, schema } of missing) await order(() => builds.first(model, schema));
      return count(() => builds.of(models));
    },
    claim: (build, holder, ttlMs) => ask(() => leases.claim(build, holder, ttlMs)),
    renew: (lease, ttlMs) => ask(() => leases.renew(lease, ttlMs)),
    release: (lease) => ask(() => leases.release(lease)),
    halt: (lease, why) => order(() => leases.halt(lease, why)),
    load: (build, keys) => ask(() => pages.load(build, keys)),
    status: () => count(builds.status),
    pause: (build, by, because) => order(() => leases.pause(build, by, because)),
    resume: (build) => order(() => leases.resume(build)),
    begin: (model, schema, { once = false } = {}) => order(() => builds.begin(model, schema, once)),
    promote: async (build) => {
      const isDone = await order(() => builds.promote(build));
      if (isDone) engine.tell();
      return isDone;
    },
    drop: async (build) => {
      await order(() => builds.drop(build));
      while (await order(builds.sweep)) await nextTurn();
    },
    parked: (build) => ask(() => leases.parked(build)),
    askRetry: (build, keys) => order(() => leases.askRetry(build, keys)),
    page: (build, after, limit) => ask(() => pages.page(build, after, limit)),
    filed: (build, after, limit) => ask(() => pages.filed(build, after, limit)),
  };
};
