import { ReadStoreUnavailable, ValueRefused, type ReadStore } from '../../src/index.js';

/** A read store whose database refuses rows found under a certain text. */
export const refusing = (readStore: ReadStore): ReadStore => ({
  ...readStore,
  commit: async (lease, commit) => {
    if (commit.rows.some(({ values }) => values.includes('refuse this'))) {
      throw new ValueRefused('no such text');
    }
    return readStore.commit(lease, commit);
  },
});

/** A planted bug: poison is skipped, and nobody is told. */
export const forgetful = (readStore: ReadStore): ReadStore => ({
  ...readStore,
  commit: (lease, commit) => readStore.commit(lease, { ...commit, parked: [] }),
});

/** A planted bug: the checkpoint is written in a transaction of its own, before the rows. */
export const split = (readStore: ReadStore, between: () => void): ReadStore => ({
  ...readStore,
  commit: async (lease, commit) => {
    const { checkpoint, rows } = commit;
    if (!(await readStore.commit(lease, { ...commit, rows: [] }))) return false;
    between();
    const nothing = { parked: [], unparked: [], handled: { applied: 0, ignored: 0, foreign: 0 } };
    return readStore.commit(lease, { from: checkpoint.position, checkpoint, rows, ...nothing });
  },
});

/** What a worker asks of a read store, each told beforehand and afterwards; what is thrown there is the answer. */
export const watched = (
  readStore: ReadStore,
  before: (asked: string) => void | Promise<void>,
  after: (asked: string) => void | Promise<void> = () => undefined,
): ReadStore => {
  const around =
    <Args extends ReadonlyArray<unknown>, Answer>(
      asked: string,
      ask: (...args: Args) => Promise<Answer>,
    ) =>
    async (...args: Args): Promise<Answer> => {
      await before(asked);
      const answer = await ask(...args);
      await after(asked);
      return answer;
    };
  return {
    ...readStore,
    builds: around('builds', readStore.builds),
    claim: around('claim', readStore.claim),
    renew: around('renew', readStore.renew),
    release: around('release', readStore.release),
    load: around('load', readStore.load),
    commit: around('commit', readStore.commit),
    halt: around('halt', readStore.halt),
  };
};

export const away = (): never => {
  throw new ReadStoreUnavailable('it is away');
};
