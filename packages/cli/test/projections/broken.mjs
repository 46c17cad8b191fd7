// Read stores with a planted bug: what these tests are there to find.
import { setTimeout as delay } from 'node:timers/promises';

export const broken = (readStore, bug) => {
  if (bug === 'two transactions') return inTwoTransactions(readStore);
  if (bug === 'no epoch') return withoutEpoch(readStore);
  return readStore;
};

/** The checkpoint has a transaction of its own, before the rows. */
const inTwoTransactions = (readStore) => ({
  ...readStore,
  commit: async (lease, commit) => {
    const { checkpoint, rows } = commit;
    if (!(await readStore.commit(lease, { ...commit, rows: [] }))) return false;
    await delay(10);
    const nothing = { parked: [], unparked: [], handled: { applied: 0, ignored: 0, foreign: 0 } };
    return readStore.commit(lease, { from: checkpoint.position, checkpoint, rows, ...nothing });
  },
});

/** Commits as whoever has the lease now, onto whatever is there. */
const withoutEpoch = (readStore) => ({
  ...readStore,
  commit: async (lease, commit) => {
    const { model, build } = lease.build;
    const now = (await readStore.status()).find(
      (status) => status.build.model === model && status.build.build === build,
    );
    const from = now.checkpoint?.position;
    return readStore.commit({ ...lease, ...now.lease }, { ...commit, from });
  },
});
