import type { FiledRow, KeptRow } from '../../../src/read-store/read-store.js';
import type { StreamName } from '../../../src/stream-name.js';
import { broken, type BrokenReadStore, misreading, remembering } from './broken-read-store.js';

const under = 'a row is found under each of its values, and no longer under those it lost';
const accounts = 'rows are those of an account, of nobody, or all';
const since = 'rows changed since are told from others, those that were removed too';
const live = 'a model without builds has no live one';
const stopped = 'a reading says that the live build was stopped, and why';
const ofLease = 'a reading says of which lease the rows are, also once it was released';
const pages = 'pages go through all rows that have data, in the order of the bytes of their keys';
const filed = 'what rows are found under is told in the order of bytes, each value of a row once';
const tricky = 'no id of an account or a user is read as another one, or as several';
const oneState = 'a reading sees one state, though commits come between its questions';
const oneCommit = 'rows, marks and checkpoint that are read are those of one commit';
const marks = 'readings say which of their keys wait, changed since or not';
const hidden = 'the marks of keys that wait are seen by those who see their rows';
const everyQuestion = 'every question stays within the scope';

export const brokenFinding: ReadonlyArray<BrokenReadStore> = [
  remembering(under, 'goes on finding rows under values that they lost', () => {
    const ever = new Map<StreamName, ReadonlyArray<string>>();
    return (store) => ({
      commit: (lease, commit) => {
        for (const { key, values } of commit.rows) {
          ever.set(key, [...(ever.get(key) ?? []), ...values]);
        }
        return store.commit(lease, commit);
      },
      read: (scope, ask) =>
        store.read(scope, (reader) =>
          ask({
            ...reader,
            under: async (build, value) => {
              const { parked } = await reader.under(build, value);
              const { rows } = await reader.of(build, 'all');
              return { parked, rows: rows.filter(({ key }) => ever.get(key)?.includes(value)) };
            },
          }),
        ),
    });
  }),

  misreading(
    [under, everyQuestion],
    'finds rows under the first of their values only',
    (reader) => ({
      under: async (build, value) => {
        const { rows, parked } = await reader.under(build, value);
        return { rows: rows.filter(({ values: [first] }) => first === value), parked };
      },
    }),
  ),

  misreading([under, tricky], 'finds rows under the beginning of a value', (reader) => ({
    under: async (build, value) => {
      const { parked } = await reader.under(build, value);
      const { rows } = await reader.of(build, 'all');
      const isLike = (row: KeptRow) => row.values.some((of) => of.startsWith(value));
      return { parked, rows: rows.filter(isLike) };
    },
  })),

  misreading([accounts, tricky], 'takes an account’s name in any case', (reader) => ({
    of: async (build, selection, from) => {
      const asked = await reader.of(build, selection, from);
      if (typeof selection === 'string' || from !== undefined) return asked;
      const all = await reader.of(build, 'all');
      const name = selection.account.toLowerCase();
      return { ...asked, rows: all.rows.filter(({ account }) => account?.toLowerCase() === name) };
    },
  })),

  misreading([accounts, since, marks, everyQuestion], 'reads all rows as nobody’s', (reader) => ({
    of: (build, selection, from) =>
      reader.of(build, selection === 'nobodys' ? 'all' : selection, from),
  })),

  misreading(since, 'does not tell which rows were removed', (reader) => ({
    of: async (build, selection, from) => {
      const { rows, parked } = await reader.of(build, selection, from);
      return { rows: rows.filter(({ data }) => data !== undefined), parked };
    },
  })),

  misreading(since, 'reads what changed by the commit it is asked from', (reader) => ({
    of: (build, selection, from) => reader.of(build, selection, from && from - 1),
  })),

  misreading(since, 'reads all rows, whatever changed', (reader) => ({
    of: async (build, selection, from) => {
      const changed = await reader.of(build, selection, from);
      const { rows } = from === undefined ? changed : await reader.of(build, selection);
      const removed = changed.rows.filter(({ data }) => data === undefined);
      return { ...changed, rows: from === undefined ? rows : [...rows, ...removed] };
    },
  })),

  misreading(ofLease, 'says that all rows are of the first lease', (reader) => ({
    live: async (models) =>
      new Map(
        [...(await reader.live(models))].map(([model, found]) => [model, { ...found, epoch: 1 }]),
      ),
  })),

  misreading(stopped, 'says of a build that was stopped nothing but where it stands', (reader) => ({
    live: async (models) =>
      new Map(
        [...(await reader.live(models))].map(([model, { build, epoch, changes, checkpoint }]) => [
          model,
          { build, epoch, changes, ...(checkpoint && { checkpoint }) },
        ]),
      ),
  })),

  misreading(live, 'invents a build for a model without one', (reader) => ({
    live: async (models) => {
      const found = new Map(await reader.live(models));
      for (const model of models) {
        const none = { build: { model, build: 0, schema: 0 }, epoch: 0, changes: 0 };
        if (!found.has(model)) found.set(model, none);
      }
      return found;
    },
  })),

  broken(pages, 'sorts keys as a language sorts words', (store) => ({
    page: async (build, after, limit) => {
      const all = await store.page(build, undefined, 1_000);
      const sorted = all.toSorted((one, other) => one.key.localeCompare(other.key, 'en'));
      const from = sorted.findIndex(({ key }) => key === after) + 1;
      return sorted.slice(from, from + limit);
    },
  })),

  broken(pages, 'begins a page with the row that the one before ended with', (store) => ({
    page: async (build, after, limit) => {
      const last = after === undefined ? undefined : (await store.load(build, [after])).get(after);
      const next = await store.page(build, after, limit);
      return last === undefined ? next : [last, ...next].slice(0, limit);
    },
  })),

  broken(pages, 'pages through rows that have no data', (store, builds) => ({
    page: async (build, after, limit) => {
      await store.status();
      const look = builds.find(build)?.look();
      look?.done();
      const keys = [...(look?.rows.keys() ?? [])].filter(
        (key) => after === undefined || key > after,
      );
      const first = keys.toSorted((one, other) => (one < other ? -1 : 1)).slice(0, limit);
      return [...(await store.load(build, first)).values()];
    },
  })),

  remembering(filed, 'tells of values that rows lost', () => {
    const ever = new Map<string, FiledRow>();
    return (store) => ({
      commit: (lease, commit) => {
        for (const { key, values } of commit.rows) {
          for (const value of values) {
            const { model, build } = lease.build;
            ever.set(`${model} ${build} ${value} ${key}`, { value, key, isRight: true });
          }
        }
        return store.commit(lease, commit);
      },
      filed: async ({ model, build }, after, limit) => {
        await store.status();
        return [...ever]
          .filter(([name]) => name.startsWith(`${model} ${build} `))
          .map(([, entry]) => entry)
          .filter((entry) => after === undefined || byBytes(entry, after) > 0)
          .toSorted(byBytes)
          .slice(0, limit);
      },
    });
  }),

  broken(filed, 'tells of values in the order of words', (store) => ({
    filed: async (build, after, limit) => {
      const all = await store.filed(build, undefined, 1_000);
      const sorted = all.toSorted((one, other) => one.value.localeCompare(other.value, 'en'));
      const from = sorted.findIndex((at) => at.value === after?.value && at.key === after.key) + 1;
      return sorted.slice(from, from + limit);
    },
  })),

  misreading([marks, hidden, oneState, oneCommit], 'marks only keys that have rows', (reader) => ({
    of: async (build, selection, from) => {
      const { rows, parked } = await reader.of(build, selection, from);
      const all = await reader.of(build, selection);
      const has = new Set(all.rows.map(({ key }) => key));
      return { rows, parked: parked.filter(({ key }) => has.has(key)) };
    },
  })),
];

const byBytes = (one: Pick<FiledRow, 'value' | 'key'>, other: typeof one): number =>
  Buffer.compare(Buffer.from(one.value), Buffer.from(other.value)) ||
  (one.key < other.key ? -1 : Number(one.key !== other.key));
