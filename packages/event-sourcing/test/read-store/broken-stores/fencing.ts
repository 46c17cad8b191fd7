import { broken, type BrokenReadStore, currentLease, statusOf } from './broken-read-store.js';

const releases = 'releasing frees at once, and the lease is lost';
const itself = 'a holder takes over from itself';
const zombieWrites = 'a zombie that wakes writes nothing';
const zombieKeeps = 'a zombie that wakes keeps, frees and halts nothing';
const paused = 'a paused build is claimed by nobody until it is resumed; its holder hears of it';
const halted = 'a halted build is claimed by nobody until it is resumed; its lease has ended';

export const brokenFencing: ReadonlyArray<BrokenReadStore> = [
  broken([itself, zombieWrites], 'does not check the epoch of who commits', (store) => ({
    commit: async (lease, commit) =>
      store.commit((await currentLease(store, lease.build)) ?? lease, commit),
  })),

  broken(itself, 'checks the holder of who commits, and not the epoch', (store) => ({
    commit: async (lease, commit) => {
      const current = await currentLease(store, lease.build);
      return store.commit(current?.holder === lease.holder ? current : lease, commit);
    },
  })),

  broken(zombieKeeps, 'does not check the epoch of who renews', (store) => ({
    renew: async (lease, ttlMs) =>
      store.renew((await currentLease(store, lease.build)) ?? lease, ttlMs),
  })),

  broken([releases, zombieKeeps], 'does not check the epoch of who releases', (store) => ({
    release: async (lease) => store.release((await currentLease(store, lease.build)) ?? lease),
  })),

  broken(zombieKeeps, 'does not check the epoch of who halts', (store) => ({
    halt: async (lease, why) => store.halt((await currentLease(store, lease.build)) ?? lease, why),
  })),

  broken(paused, 'lets a paused build be claimed', (store) => ({
    claim: async (build, ...whose) => {
      const before = (await statusOf(store, build))?.paused;
      if (before === undefined) return store.claim(build, ...whose);
      await store.resume(build);
      const lease = await store.claim(build, ...whose);
      await store.pause(build, before.by, before.because);
      return lease;
    },
  })),

  broken(paused, 'does not tell the holder of a pause', (store) => ({
    renew: async (lease, ttlMs) => {
      const answer = await store.renew(lease, ttlMs);
      return answer && { ...answer, paused: false };
    },
  })),

  broken(paused, 'refuses what was under way when it was paused', (store) => ({
    commit: async (lease, commit) =>
      (await statusOf(store, lease.build))?.paused === undefined && store.commit(lease, commit),
  })),

  broken(halted, 'lets a halted build be claimed', (store) => ({
    claim: async (build, ...whose) => {
      if ((await statusOf(store, build))?.halted !== undefined) await store.resume(build);
      return store.claim(build, ...whose);
    },
  })),

  broken(halted, 'cannot end a halt', (store) => ({
    resume: async (build) => {
      if ((await statusOf(store, build))?.halted === undefined) await store.resume(build);
    },
  })),
];
