import { type KeptRow, type ReadStore, ValueRefused } from '../../../src/read-store/read-store.js';
import type { StreamName } from '../../../src/stream-name.js';
import { broken, type BrokenReadStore, remembering } from './broken-read-store.js';

const bytes = 'the data of a row comes back byte for byte, by every way of reading it';
const fixed = 'who wrote or read a row cannot change it';
const text = 'text of any kind can be a key, an account, a value, a name or a reason';
const nul = 'NUL, half a surrogate pair and empty text come back as they went, or are refused';
const paused = 'a paused build is claimed by nobody until it is resumed; its holder hears of it';
const tricky = 'no id of an account or a user is read as another one, or as several';

/** Changes rows on their way in; what cannot be stored stays that. */
const writing = (
  breaks: string | ReadonlyArray<string>,
  bug: string,
  change: (row: KeptRow) => KeptRow,
): BrokenReadStore =>
  broken(breaks, bug, (store) => ({
    commit: (lease, commit) =>
      store.commit(lease, { ...commit, rows: commit.rows.map((row) => safely(row, change)) }),
  }));

const safely = (row: KeptRow, change: (row: KeptRow) => KeptRow): KeptRow => {
  try {
    JSON.stringify(row.data);
  } catch {
    return row;
  }
  return isStorable(row.data) ? change(row) : row;
};

const isStorable = (data: object | undefined): boolean =>
  Object.values(data ?? {}).every((value) => !Number.isNaN(value) && !(value instanceof Map));

const json =
  (change: (json: string) => string) =>
  (row: KeptRow): KeptRow => ({
    ...row,
    data: row.data && (JSON.parse(change(JSON.stringify(row.data))) as object),
  });

const sorted = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const keys = Object.keys(value).toSorted((one, other) => one.length - other.length);
  return Object.fromEntries(keys.map((key) => [key, sorted(Reflect.get(value, key))]));
};

const assigned = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(assigned);
  const fields: Record<string, unknown> = {};
  for (const [key, child] of Object.entries(value)) fields[key] = assigned(child);
  return fields;
};

/** Changes all text beside the data. */
const spelling = (
  breaks: string | ReadonlyArray<string>,
  bug: string,
  spell: (text: string) => string,
): BrokenReadStore =>
  writing(breaks, bug, (row) => ({
    ...row,
    ...(row.account !== undefined && { account: spell(row.account) }),
    values: row.values.map(spell),
  }));

/** Holds the data of rows itself: what is loaded is what was given. */
const holding = (): ((store: ReadStore) => Partial<ReadStore>) => {
  const held = new Map<StreamName, object | undefined>();
  return (store) => ({
    commit: async (lease, commit) => {
      const isDone = await store.commit(lease, commit);
      if (isDone)
        for (const { key, data } of commit.rows)
          held.set(`${lease.build.model}.${lease.build.build}.${key}` as StreamName, data);
      return isDone;
    },
    load: async (build, keys) => {
      const rows = await store.load(build, keys);
      return new Map(
        [...rows].map(([key, row]) => [
          key,
          { ...row, data: held.get(`${build.model}.${build.build}.${key}` as StreamName) },
        ]),
      );
    },
  });
};

export const brokenValues: ReadonlyArray<BrokenReadStore> = [
  writing(bytes, 'keeps fields in an order of its own', (row) => ({
    ...row,
    data: sorted(row.data) as object | undefined,
  })),

  writing(bytes, 'copies fields by assignment', (row) => ({
    ...row,
    data: assigned(row.data) as object | undefined,
  })),

  writing(
    bytes,
    'composes letters',
    json((data) => data.normalize()),
  ),

  writing(
    bytes,
    'breaks lines at U+2028',
    json((data) => data.replaceAll('\u2028', '\\n')),
  ),

  writing(
    bytes,
    'keeps numbers to fifteen digits',
    json((data) =>
      data.replace(/(?<=[[:,])\d{16}(?=[\],}])/g, (digits) => Number(digits).toPrecision(15)),
    ),
  ),

  broken(bytes, 'cuts long rows as it pages', (store) => ({
    page: async (...which) =>
      (await store.page(...which)).filter(({ data }) => JSON.stringify(data).length < 200_000),
  })),

  remembering(fixed, 'keeps the objects of the writer', holding),

  remembering(fixed, 'hands out the marks that it keeps', () => {
    const handed = new Map<string, Awaited<ReturnType<ReadStore['parked']>>>();
    return (store) => ({
      commit: async (lease, commit) => {
        handed.clear();
        return store.commit(lease, commit);
      },
      askRetry: async (...which) => {
        handed.clear();
        await store.askRetry(...which);
      },
      parked: async (build) => {
        const name = `${build.model} ${build.build}`;
        const keys = handed.get(name) ?? (await store.parked(build)).map((key) => ({ ...key }));
        handed.set(name, keys);
        return keys;
      },
    });
  }),

  spelling([text], 'cuts text at 255 characters', (of) => of.slice(0, 255)),

  spelling([text, tricky], 'escapes quotes', (of) => of.replaceAll("'", "''")),

  broken([text, paused], 'escapes quotes in who paused', (store) => ({
    pause: (build, by, because) => store.pause(build, by.replaceAll("'", "''"), because),
  })),

  spelling(nul, 'ends text at NUL', (of) => of.split('\u0000')[0] ?? ''),

  spelling(nul, 'keeps half a surrogate pair as U+FFFD', (of) => Buffer.from(of).toString()),

  writing(
    [nul, bytes],
    'takes NUL out of the data',
    json((data) => data.replaceAll('\\u0000', '')),
  ),

  writing(nul, 'takes an account without letters for none', ({ account, ...row }) =>
    account === undefined || account === '' ? row : { ...row, account },
  ),

  broken(nul, 'refuses NUL after it has written', (store) => ({
    commit: async (lease, commit) => {
      const isDone = await store.commit(lease, commit);
      if (JSON.stringify(commit.rows.map(({ values }) => values)).includes('\\u0000')) {
        throw new ValueRefused('a NUL');
      }
      return isDone;
    },
  })),
];
