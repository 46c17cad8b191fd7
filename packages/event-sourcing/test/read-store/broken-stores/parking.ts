import type { ParkedKey } from '../../../src/read-store/read-store.js';
import { broken, type BrokenReadStore, meanwhile, misreading } from './broken-read-store.js';

const refused = 'a commit with a row that JSON cannot hold changes nothing, and the next is done';
const said = 'what is said of a parked key comes back';
const parksOn = 'a key is parked on with more waiting, and its row stays as it was';
const whole = 'a key is whole again by the commit that says so';
const retries = 'what an operator wants tried again is told to the holder until it is answered';
const many = 'a batch in which five thousand keys are poison is one commit';
const marks = 'readings say which of their keys wait, changed since or not';
const oneState = 'a reading sees one state, though commits come between its questions';
const text = 'text of any kind can be a key, an account, a value, a name or a reason';
const oneCommit = 'rows, marks and checkpoint that are read are those of one commit';

const none = { applied: 0, ignored: 0, foreign: 0 };

/** Changes what is parked, on its way in. */
const parkingAs = (
  breaks: string | ReadonlyArray<string>,
  bug: string,
  change: (key: ParkedKey, before: ParkedKey | undefined) => ReadonlyArray<ParkedKey>,
): BrokenReadStore =>
  broken(breaks, bug, (store) => ({
    commit: async (lease, commit) => {
      const before = new Map((await store.parked(lease.build)).map((key) => [key.key, key]));
      const parked = commit.parked.flatMap((key) => change(key, before.get(key.key)));
      return store.commit(lease, { ...commit, parked });
    },
  }));

export const brokenParking: ReadonlyArray<BrokenReadStore> = [
  broken(oneCommit, 'parks keys outside the transaction', (store) => ({
    commit: async (lease, commit) => {
      if (!(await store.commit(lease, { ...commit, parked: [], unparked: [] }))) return false;
      await meanwhile();
      const from = commit.checkpoint.position;
      return store.commit(lease, { ...commit, from, rows: [], handled: none });
    },
  })),

  broken([refused, oneCommit], 'parks keys before it writes the rows', (store) => ({
    commit: async (lease, commit) => {
      const parks = { ...commit, rows: [], handled: none };
      if (!(await store.commit(lease, parks))) return false;
      await meanwhile();
      const from = commit.checkpoint.position;
      return store.commit(lease, { ...commit, from, parked: [], unparked: [] });
    },
  })),

  parkingAs([said, whole], 'forgets at which event a key was parked', (key) => [
    { ...key, revision: 3, position: '1000000000' as ParkedKey['position'] },
  ]),

  parkingAs(said, 'counts what waits in 32 bits', (key) => [{ ...key, waiting: key.waiting | 0 }]),

  parkingAs(
    [parksOn, retries, oneCommit],
    'parks a key once and never says more of it',
    (key, before) => [before ?? key],
  ),

  parkingAs(parksOn, 'adds what waits to what waited', (key, before) => [
    { ...key, waiting: key.waiting + (before?.waiting ?? 0) },
  ]),

  broken([parksOn, marks], 'removes the row of a key that it parks', (store) => ({
    commit: async (lease, commit) => {
      const kept = await store.load(
        lease.build,
        commit.parked.map(({ key }) => key),
      );
      const written = new Set(commit.rows.map(({ key }) => key));
      const removed = [...kept.values()]
        .filter(({ key }) => !written.has(key))
        .map((row) => ({ ...row, data: undefined }));
      return store.commit(lease, { ...commit, rows: [...commit.rows, ...removed] });
    },
  })),

  broken(
    [whole, retries, oneState],
    'makes only those keys whole whose rows are written',
    (store) => ({
      commit: (lease, commit) => {
        const rows = new Set(commit.rows.map(({ key }) => key));
        return store.commit(lease, {
          ...commit,
          unparked: commit.unparked.filter((key) => rows.has(key)),
        });
      },
    }),
  ),

  parkingAs([retries], 'forgets what an operator asked when a key is parked on', (key) => [
    { ...key, retryAsked: key.retryAsked ?? false },
  ]),

  parkingAs(retries, 'never takes an operator’s asking as answered', ({ retryAsked, ...key }) => [
    retryAsked === true ? { ...key, retryAsked } : key,
  ]),

  broken(retries, 'tries everything again where one key is asked for', (store) => ({
    askRetry: async (build) =>
      store.askRetry(
        build,
        (await store.parked(build)).map(({ key }) => key),
      ),
  })),

  broken([retries, text, many], 'does not tell the holder what is to be tried again', (store) => ({
    renew: async (lease, ttlMs) => {
      const answer = await store.renew(lease, ttlMs);
      return answer && { ...answer, retry: [] };
    },
  })),

  parkingAs(many, 'parks a thousand keys at most', (key) =>
    /^Thing-n[1-9]\d{3}$/.test(key.key) ? [] : [key],
  ),

  misreading(marks, 'marks only keys whose rows changed', (reader) => ({
    of: async (build, selection, from) => {
      const { rows, parked } = await reader.of(build, selection, from);
      const changed = new Set(rows.map(({ key }) => key));
      const isChanged = ({ key }: ParkedKey) => from === undefined || changed.has(key);
      return { rows, parked: parked.filter(isChanged) };
    },
  })),
];
