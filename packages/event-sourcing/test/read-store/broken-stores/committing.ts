import type { Commit, KeptRow, ReadStore } from '../../../src/read-store/read-store.js';
import { broken, type BrokenReadStore, meanwhile, statusOf } from './broken-read-store.js';

const changes = 'a commit changes rows, parked keys, checkpoint and counts';
const position = 'a commit from another position than the checkpoint changes nothing';
const two = 'of two commits from one position exactly one is done';
const refused = 'a commit with a row that JSON cannot hold changes nothing, and the next is done';
const versions = 'a row is written, written over, removed, and there again';
const loads = 'what is loaded is what is kept of the keys asked for';
const many = 'a batch of five thousand rows is one commit, and is loaded at once';
const oneCommit = 'rows, marks and checkpoint that are read are those of one commit';
const whole = 'what is loaded, paged and counted is whole while commits happen';

/** Changes what is committed, on its way in. */
const committing = (
  breaks: string | ReadonlyArray<string>,
  bug: string,
  change: (commit: Commit) => Partial<Commit>,
): BrokenReadStore =>
  broken(breaks, bug, (store) => ({
    commit: (lease, commit) => store.commit(lease, { ...commit, ...change(commit) }),
  }));

/** Changes what is loaded. */
const loading = (
  breaks: string | ReadonlyArray<string>,
  bug: string,
  change: (row: KeptRow) => ReadonlyArray<KeptRow>,
): BrokenReadStore =>
  broken(breaks, bug, (store) => ({
    load: async (build, keys) => {
      const rows = [...(await store.load(build, keys)).values()].flatMap(change);
      return new Map(rows.map((row) => [row.key, row]));
    },
  }));

const asJson = (value: object | undefined): object | undefined => {
  try {
    return value && (JSON.parse(JSON.stringify(value)) as object);
  } catch {
    return value;
  }
};

/** A commit from wherever the checkpoint is by now. */
const fromHere = async (
  store: ReadStore,
  lease: Parameters<ReadStore['commit']>[0],
  { from: _from, ...commit }: Commit,
): Promise<boolean> => {
  const here = (await statusOf(store, lease.build))?.checkpoint?.position;
  return store.commit(lease, { ...commit, ...(here !== undefined && { from: here }) });
};

const none = { applied: 0, ignored: 0, foreign: 0 };

export const brokenCommitting: ReadonlyArray<BrokenReadStore> = [
  broken(changes, 'counts no events of others', (store) => ({
    status: async () =>
      (await store.status()).map((status) => ({
        ...status,
        handled: { ...status.handled, foreign: 0 },
      })),
  })),

  broken(changes, 'counts rows that have no data', (store, builds) => ({
    status: async () =>
      (await store.status()).map((status) => {
        const look = builds.find(status.build)?.look();
        look?.done();
        return { ...status, rows: look?.rows.size ?? 0 };
      }),
  })),

  broken(position, 'does not check the position', (store) => ({
    commit: (lease, commit) => fromHere(store, lease, commit),
  })),

  broken(position, 'takes a commit without a position for one from anywhere', (store) => ({
    commit: (lease, commit) =>
      commit.from === undefined ? fromHere(store, lease, commit) : store.commit(lease, commit),
  })),

  broken(two, 'checks the position, and then writes', (store) => ({
    commit: async (lease, commit) => {
      const here = (await statusOf(store, lease.build))?.checkpoint?.position;
      await meanwhile();
      return here === commit.from ? fromHere(store, lease, commit) : store.commit(lease, commit);
    },
  })),

  broken([refused, oneCommit], 'moves the checkpoint outside the transaction', (store) => ({
    commit: async (lease, commit) => {
      if (!(await store.commit(lease, { ...commit, rows: [] }))) return false;
      await meanwhile();
      const from = commit.checkpoint.position;
      return store.commit(lease, { ...commit, from, parked: [], unparked: [], handled: none });
    },
  })),

  broken([refused, oneCommit, whole], 'writes row by row', (store) => ({
    commit: async (lease, commit) => {
      const { rows, from, ...rest } = commit;
      let at = from;
      for (const row of rows.slice(0, 9)) {
        const here = at !== undefined && { from: at };
        const only = { ...rest, ...here, rows: [row], parked: [], unparked: [], handled: none };
        if (!(await store.commit(lease, only))) return false;
        at = rest.checkpoint.position;
        await meanwhile();
      }
      return store.commit(lease, { ...commit, ...(at !== undefined && { from: at }) });
    },
  })),

  committing(refused, 'writes null for what JSON has no word for', ({ rows }) => ({
    rows: rows.map((row) => ({ ...row, data: asJson(row.data) })),
  })),

  broken(refused, 'fails at what JSON cannot hold with an error of its own', (store) => ({
    commit: async (lease, commit) => {
      try {
        return await store.commit(lease, commit);
      } catch (error) {
        throw error instanceof Error && error.cause !== undefined ? error.cause : error;
      }
    },
  })),

  loading([versions, loads], 'forgets the keys of rows without data', (row) =>
    row.data === undefined ? [] : [row],
  ),

  loading(versions, 'keeps revisions in 32 bits', (row) => [
    { ...row, revision: row.revision | 0 },
  ]),

  broken(loads, 'loads rows whose keys differ by case only', (store) => ({
    load: (build, keys) => {
      const others = keys.map((key) => key.replace('Thing-a', 'Thing-A') as typeof key);
      return store.load(build, [...keys, ...others]);
    },
  })),

  broken(many, 'loads a thousand rows at most', (store) => ({
    load: (build, keys) => store.load(build, keys.slice(0, 1_000)),
  })),

  committing(many, 'writes a thousand rows at most', ({ rows }) => ({
    rows: rows.slice(0, 1_000),
  })),
];
