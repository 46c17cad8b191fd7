import type { KeptRow, RowReader, RowScope } from '../../../src/read-store/read-store.js';
import type { StreamName } from '../../../src/stream-name.js';
import {
  broken,
  type BrokenReadStore,
  meanwhile,
  misreading,
  remembering,
} from './broken-read-store.js';

const microsoft: RowScope = { kind: 'microsoft' };

const sees =
  'microsoft sees all rows, an account its own, a user those found under the id; all see nobody’s';
const everyQuestion = 'every question stays within the scope';
const another = 'a look goes on within another scope, and sees the same state';
const follows = 'a row’s scope follows the row';
const hidden = 'the marks of keys that wait are seen by those who see their rows';
const atOnce = 'readings of many scopes at once on one handle see what each alone would';
const tricky = 'no id of an account or a user is read as another one, or as several';

/** Reads within another scope than the one asked for. */
const scoping = (
  breaks: string | ReadonlyArray<string>,
  bug: string,
  change: (scope: RowScope) => RowScope,
): BrokenReadStore =>
  broken(breaks, bug, (store) => ({ read: (scope, ask) => store.read(change(scope), ask) }));

/** Answers some questions as if they were Microsoft's. */
const leaking = (
  breaks: string | ReadonlyArray<string>,
  bug: string,
  change: (reader: RowReader, all: RowReader) => Partial<RowReader>,
): BrokenReadStore =>
  broken(breaks, bug, (store) => ({
    read: (scope, ask) =>
      store.read(scope, (reader) =>
        store.read(microsoft, (all) => ask({ ...reader, ...change(reader, all) })),
      ),
  }));

export const brokenScopes: ReadonlyArray<BrokenReadStore> = [
  misreading(another, 'stays within the first scope', (reader) => ({ within: () => reader })),

  leaking(another, 'goes on as Microsoft', (_, all) => ({ within: () => all })),

  scoping(
    [sees, everyQuestion, follows, hidden, atOnce, tricky],
    'ignores the scope',
    () => microsoft,
  ),

  scoping(
    [sees, everyQuestion, follows, hidden, atOnce, tricky],
    'shows a user all rows',
    (scope) => (scope.kind === 'user' ? microsoft : scope),
  ),

  scoping([sees, atOnce], 'takes no accounts for all accounts', (scope) =>
    scope.kind === 'accounts' && scope.accounts.length === 0 ? microsoft : scope,
  ),

  scoping([sees, tricky], 'looks at the first account of a scope only', (scope) =>
    scope.kind === 'accounts' ? { ...scope, accounts: scope.accounts.slice(0, 1) } : scope,
  ),

  scoping(tricky, 'joins accounts by commas', (scope) =>
    scope.kind === 'accounts' ? { ...scope, accounts: scope.accounts.join(',').split(',') } : scope,
  ),

  scoping([tricky], 'takes spaces off the ends of ids', (scope) =>
    scope.kind === 'user' ? { ...scope, id: scope.id.trim() } : scope,
  ),

  leaking(everyQuestion, 'finds rows under a value in no scope', (reader, all) => ({
    under: async (build, value) => ({
      rows: (await all.under(build, value)).rows,
      parked: (await reader.under(build, value)).parked,
    }),
  })),

  leaking(everyQuestion, 'tells everybody what changed', (reader, all) => ({
    of: async (build, selection, since) => ({
      rows: (await (since === undefined ? reader : all).of(build, selection, since)).rows,
      parked: (await reader.of(build, selection)).parked,
    }),
  })),

  leaking(hidden, 'marks parked keys for everybody', (reader, all) => ({
    of: async (build, selection, since) => ({
      rows: (await reader.of(build, selection, since)).rows,
      parked: (await all.of(build, selection, since)).parked,
    }),
  })),

  broken(hidden, 'goes by the account that a key was parked with', (store) => ({
    read: (scope, ask) =>
      store.read(scope, (reader) =>
        store.read(microsoft, (all) =>
          ask({
            ...reader,
            of: async (build, selection, since) => {
              const { rows, parked } = await reader.of(build, selection, since);
              const every = (await all.of(build, selection)).parked;
              const nobodys = every.filter(({ account }) => account === undefined);
              const others = parked.filter(({ account }) => account !== undefined);
              return { rows, parked: [...others, ...nobodys] };
            },
          }),
        ),
      ),
  })),

  remembering(follows, 'goes by whom a row was first found under', () => {
    const first = new Map<StreamName, KeptRow['values']>();
    return (store) => ({
      commit: (lease, commit) => {
        for (const { key, values } of commit.rows) {
          if (!first.has(key)) first.set(key, values);
        }
        return store.commit(lease, commit);
      },
      read: (scope, ask) => {
        if (scope.kind !== 'user') return store.read(scope, ask);
        const isSeen = ({ key, account }: KeptRow) =>
          account === undefined || first.get(key)?.includes(scope.id) === true;
        return store.read(microsoft, (all) =>
          store.read(scope, (reader) =>
            ask({
              ...reader,
              of: async (build, selection, since) => ({
                rows: (await all.of(build, selection, since)).rows.filter(isSeen),
                parked: (await reader.of(build, selection, since)).parked,
              }),
            }),
          ),
        );
      },
    });
  }),

  remembering(atOnce, 'has one scope for all that read at once', () => {
    let current: RowScope = microsoft;
    return (store) => ({
      read: async (scope, ask) => {
        current = scope;
        await meanwhile();
        return store.read(current, ask);
      },
    });
  }),
];
