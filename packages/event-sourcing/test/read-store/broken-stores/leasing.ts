import type { Instant } from '../../../src/instant.js';
import type { ReadStore } from '../../../src/read-store/read-store.js';
import type { InMemoryBuilds } from '../../../src/read-store/in-memory-builds.js';
import type { Build } from '../../../src/read-store/read-store.js';
import {
  broken,
  type BrokenReadStore,
  currentLease,
  hanging,
  meanwhile,
  remembering,
  statusOf,
} from './broken-read-store.js';

const tells = 'a lease tells where to go on';
const keepsOut = 'a lease keeps others out until its time is over; then it is taken over';
const renewed = 'a lease that is renewed lasts on, and its time counts from then';
const polls = 'renewing says that the holder polled, though there was nothing to write';
const overdue = 'a lease whose time is over holds while nobody took over';
const releases = 'releasing frees at once, and the lease is lost';
const itself = 'a holder takes over from itself';
const atOnce = 'of those who claim at the same instant exactly one gets the lease';
const each = 'each build has a lease of its own';
const zombieWrites = 'a zombie that wakes writes nothing';
const zombieKeeps = 'a zombie that wakes keeps, frees and halts nothing';

/** Takes a build from whoever holds it. */
const seize = async (store: ReadStore, build: Build, holder: string, ttlMs: number) => {
  const lease = await currentLease(store, build);
  if (lease !== undefined) await store.release(lease);
  return store.claim(build, holder, ttlMs);
};

const isHeldByAnother = async (
  store: ReadStore,
  build: Build,
  holder: string,
): Promise<boolean> => {
  const lease = (await statusOf(store, build))?.lease;
  return lease !== undefined && lease.holder !== holder && lease.expiresInMs > 0;
};

export const brokenLeasing: ReadonlyArray<BrokenReadStore> = [
  broken(tells, 'does not tell who takes over which keys are parked', (store) => ({
    claim: async (...whose) => {
      const lease = await store.claim(...whose);
      return lease && { ...lease, parked: [] };
    },
  })),

  remembering(keepsOut, 'gives a lease away to whoever asks twice', () => {
    const refused = new Set<string>();
    return (store) => ({
      claim: async (build, holder, ttlMs) => {
        if (refused.has(build.model)) return seize(store, build, holder, ttlMs);
        const lease = await store.claim(build, holder, ttlMs);
        if (lease === undefined) refused.add(build.model);
        return lease;
      },
    });
  }),

  hanging(
    broken([keepsOut, atOnce, zombieWrites, zombieKeeps], 'lets no lease run out', (store) => ({
      claim: async (build, holder, ttlMs) => {
        const lease = (await statusOf(store, build))?.lease;
        const isFree = lease === undefined || lease.holder === holder;
        return isFree ? store.claim(build, holder, ttlMs) : undefined;
      },
    })),
  ),

  broken([renewed, overdue], 'never makes a lease longer', (store) => ({
    renew: async (lease, ttlMs) => {
      const left = (await statusOf(store, lease.build))?.lease?.expiresInMs ?? ttlMs;
      return store.renew(lease, Math.min(left, ttlMs));
    },
  })),

  remembering(polls, 'says only when its rows were first looked for', () => {
    const first = new Map<string, Instant>();
    return (store) => ({
      status: async () =>
        (await store.status()).map((status) => {
          const { polledAt, build } = status;
          const before = first.get(build.model) ?? polledAt;
          if (before === undefined) return status;
          first.set(build.model, before);
          return { ...status, polledAt: before };
        }),
    });
  }),

  broken(polls, 'says that a holder wrote where it polled', (store) => ({
    status: async () =>
      (await store.status()).map((status) => ({
        ...status,
        ...(status.polledAt && { committedAt: status.polledAt }),
      })),
  })),

  broken(overdue, 'takes a lease away though nobody wants it', (store) => ({
    commit: async (lease, commit) => {
      const status = await statusOf(store, lease.build);
      return (status?.lease?.expiresInMs ?? 0) > 0 && store.commit(lease, commit);
    },
  })),

  broken(releases, 'lets a released lease run out instead of ending it', (store) => ({
    release: async (lease) => void (await store.renew(lease, -1)),
  })),

  broken([tells, releases, atOnce], 'releases nothing', (store) => ({
    release: async () => void (await store.status()),
  })),

  broken([itself], 'gives a holder the lease it has', (store) => ({
    claim: async (build, holder, ttlMs) => {
      const lease = await currentLease(store, build);
      if (lease?.holder !== holder) return store.claim(build, holder, ttlMs);
      await store.renew(lease, ttlMs);
      return lease;
    },
  })),

  broken(itself, 'keeps a holder out of what it holds itself', (store) => ({
    claim: async (build, holder, ttlMs) => {
      const lease = (await statusOf(store, build))?.lease;
      const isHeld = lease !== undefined && lease.expiresInMs > 0;
      return isHeld ? undefined : store.claim(build, holder, ttlMs);
    },
  })),

  broken(atOnce, 'looks whether a build is free, and then takes it', (store) => ({
    claim: async (build, holder, ttlMs) => {
      if (await isHeldByAnother(store, build, holder)) return undefined;
      await meanwhile();
      const { paused, halted } = (await statusOf(store, build)) ?? {};
      return paused || halted
        ? store.claim(build, holder, ttlMs)
        : seize(store, build, holder, ttlMs);
    },
  })),

  broken(each, 'has one lease for all builds of a model', (store, builds: InMemoryBuilds) => ({
    claim: async (build, holder, ttlMs) => {
      for (const { build: other } of builds.of(build.model)) {
        if (await isHeldByAnother(store, other, holder)) return undefined;
      }
      return store.claim(build, holder, ttlMs);
    },
  })),
];
