import assert from 'node:assert/strict';
import type { Build, ReadStore, RowScope, RowSelection } from '../../read-store/read-store.js';
import { clause, type ReadStoreClause } from './clause.js';
import { found, ids, microsoft } from './reading.js';
import type { Trial } from './trial.js';
import { parked, row } from './writer.js';

const accounts = (...of: ReadonlyArray<string>): RowScope => ({ kind: 'accounts', accounts: of });
const user = (id: string): RowScope => ({ kind: 'user', id });

export const scopes: ReadonlyArray<ReadStoreClause> = [
  clause(
    'microsoft sees all rows, an account its own, a user those found under the id; all see nobody’s',
    async (trial) => {
      const { reader, build } = await village(trial);
      const all = (scope: RowScope) => rowsOf(reader, build, scope, 'all');
      assert.deepEqual(await all(microsoft), ['a1', 'a2', 'b1', 'c1', 'n1', 'n2']);
      assert.deepEqual(await all(accounts('a')), ['a1', 'a2', 'n1', 'n2']);
      assert.deepEqual(await all(accounts('b', 'c')), ['b1', 'c1', 'n1', 'n2']);
      assert.deepEqual(await all(accounts()), ['n1', 'n2']);
      const many = Array.from({ length: 2_000 }, (_, at) => `none${at}`);
      assert.deepEqual(await all(accounts(...many, 'c')), ['c1', 'n1', 'n2']);
      assert.deepEqual(await all(user('ann')), ['a1', 'b1', 'n1', 'n2']);
      assert.deepEqual(await all(user('nobody')), ['n1', 'n2']);
    },
  ),

  clause('every question stays within the scope', async (trial) => {
    const { reader, build } = await village(trial);
    const of = (scope: RowScope, selection: RowSelection, since?: number) =>
      rowsOf(reader, build, scope, selection, since);
    assert.deepEqual(await of(accounts('a'), { account: 'a' }), ['a1', 'a2']);
    assert.deepEqual(await of(accounts('a'), { account: 'b' }), []);
    assert.deepEqual(await of(user('ann'), { account: 'a' }), ['a1']);
    assert.deepEqual(await of(user('ann'), { account: 'c' }), []);
    assert.deepEqual(await of(accounts('b'), 'nobodys'), ['n1', 'n2']);
    assert.deepEqual(await of(accounts('c'), 'all', 0), ['c1', 'n1', 'n2']);
    assert.deepEqual(await of(user('bob'), 'all', 0), ['a2', 'n1', 'n2']);
    const under = async (scope: RowScope, value: string) =>
      ids((await found(reader, scope, (rows) => rows.under(build, value))).rows);
    assert.deepEqual(await under(microsoft, 'x'), ['a1', 'a2', 'b1', 'c1', 'n1']);
    assert.deepEqual(await under(accounts('a'), 'x'), ['a1', 'a2', 'n1']);
    assert.deepEqual(await under(user('ann'), 'x'), ['a1', 'b1', 'n1']);
    assert.deepEqual(await under(user('ann'), 'bob'), []);
    assert.deepEqual(await under(accounts('c'), 'ann'), []);
  }),

  clause('a look goes on within another scope, and sees the same state', async (trial) => {
    const { writer, reader, build } = await village(trial);
    const seen = await reader.read(user('ann'), async (rows) => {
      const own = await rows.under(build, 'ann');
      await writer.write({ rows: [row('a3', {}, { account: 'a', values: ['x'] })] });
      const theirs = rows.within(accounts('a'));
      const [all, under, other] = await Promise.all([
        theirs.of(build, 'all'),
        theirs.under(build, 'x'),
        theirs.of(build, { account: 'b' }),
      ]);
      const nobodys = await theirs.within(accounts()).of(build, 'all');
      return [own, all, under, other, nobodys].map((each) => ids(each.rows));
    });
    assert.deepEqual(seen, [
      ['a1', 'b1'],
      ['a1', 'a2', 'n1', 'n2'],
      ['a1', 'a2', 'n1'],
      [],
      ['n1', 'n2'],
    ]);
  }),

  clause('a row’s scope follows the row', async (trial) => {
    const { writer, reader, build } = await village(trial);
    await writer.write({
      rows: [
        row('a1', {}, { account: 'a', values: ['x'] }),
        row('b1', {}, { account: 'a', values: ['ann'] }),
        row('n1', {}, { account: 'b' }),
      ],
    });
    const all = (scope: RowScope) => rowsOf(reader, build, scope, 'all');
    assert.deepEqual(await all(user('ann')), ['b1', 'n2']);
    assert.deepEqual(await all(accounts('a')), ['a1', 'a2', 'b1', 'n2']);
    assert.deepEqual(await all(accounts('b')), ['n1', 'n2']);
  }),

  clause('the marks of keys that wait are seen by those who see their rows', async (trial) => {
    const { writer, reader, build } = await village(trial);
    await writer.write({
      parked: [
        parked('a1', { account: 'a' }),
        parked('b1'),
        parked('n1'),
        parked('c2', { account: 'c' }),
        parked('n3'),
      ],
    });
    const all = async (scope: RowScope) =>
      ids((await found(reader, scope, (rows) => rows.of(build, 'all'))).parked);
    assert.deepEqual(await all(microsoft), ['a1', 'b1', 'c2', 'n1', 'n3']);
    assert.deepEqual(await all(accounts('a')), ['a1', 'n1', 'n3']);
    assert.deepEqual(await all(accounts('b')), ['b1', 'n1', 'n3'], 'its row says whose it is');
    assert.deepEqual(await all(accounts('c')), ['c2', 'n1', 'n3'], 'it has no row yet');
    assert.deepEqual(await all(user('ann')), ['a1', 'b1', 'n1', 'n3']);
    assert.deepEqual(await all(user('bob')), ['n1', 'n3']);
    const under = async (scope: RowScope) =>
      ids((await found(reader, scope, (rows) => rows.under(build, 'x'))).parked);
    assert.deepEqual(await under(accounts('a')), ['a1', 'n1']);
    assert.deepEqual(await under(user('bob')), ['n1']);
  }),

  clause(
    'readings of many scopes at once on one handle see what each alone would',
    async (trial) => {
      const { reader, build } = await village(trial);
      const cases: ReadonlyArray<readonly [RowScope, ReadonlyArray<string>]> = [
        [microsoft, ['a1', 'a2', 'b1', 'c1', 'n1', 'n2']],
        [accounts('a'), ['a1', 'a2', 'n1', 'n2']],
        [user('bob'), ['a2', 'n1', 'n2']],
        [accounts(), ['n1', 'n2']],
        [accounts('b'), ['b1', 'n1', 'n2']],
      ];
      const look = async ([scope, expected]: (typeof cases)[number]): Promise<void> => {
        assert.deepEqual(await rowsOf(reader, build, scope, 'all'), expected);
      };
      const thrice = [...cases, ...cases.toReversed(), ...cases];
      await Promise.all(thrice.map(look));
      for (const one of thrice) await look(one);
      const failed = reader.read(microsoft, () => Promise.reject(new RangeError('not this time')));
      await assert.rejects(failed, RangeError);
      await look([accounts('a'), ['a1', 'a2', 'n1', 'n2']]);
    },
  ),

  clause('no id of an account or a user is read as another one, or as several', async (trial) => {
    const [store, reader] = [await trial.open(), await trial.openForQueries()];
    const writer = await trial.writer(store);
    const { build } = writer.lease;
    const rows = tricky.map((id, at) => row(`t${at}`, {}, { account: id, values: [id] }));
    await writer.write({ rows });
    for (const [at, id] of tricky.entries()) {
      assert.deepEqual(await rowsOf(reader, build, accounts(id), 'all'), [`t${at}`], id);
      assert.deepEqual(await rowsOf(reader, build, accounts('none', id), 'all'), [`t${at}`], id);
      assert.deepEqual(await rowsOf(reader, build, user(id), 'all'), [`t${at}`], id);
      assert.deepEqual(await rowsOf(reader, build, microsoft, { account: id }), [`t${at}`], id);
      const under = await found(reader, microsoft, (look) => look.under(build, id));
      assert.deepEqual(ids(under.rows), [`t${at}`], id);
    }
  }),
];

/** What a careless store would take for a list, a pattern, a quotation or everything. */
const tricky = [
  'a',
  'b',
  'A',
  'a,b',
  'a b',
  'a%',
  '%',
  '_',
  '*',
  '{a,b}',
  '{}',
  '[]',
  '["a","b"]',
  '"a"',
  "'a'",
  "a' OR '1'='1",
  "'; DROP TABLE rows; --",
  '\\',
  'a\\',
  'a|b',
  'a\nb',
  'null',
  'undefined',
  'microsoft',
  'all',
  '0',
  ' ',
  'é',
  'e\u0301',
];

/** Rows of three accounts and of nobody, some of them found under two users. */
const village = async (trial: Trial) => {
  const [store, reader] = [await trial.open(), await trial.openForQueries()];
  const writer = await trial.writer(store);
  const rows = [
    row('a1', {}, { account: 'a', values: ['ann', 'x'] }),
    row('a2', {}, { account: 'a', values: ['x', 'bob'] }),
    row('b1', {}, { account: 'b', values: ['ann', 'x'] }),
    row('c1', {}, { account: 'c', values: ['x'] }),
    row('n1', {}, { values: ['x'] }),
    row('n2'),
  ];
  await writer.write({ rows });
  return { writer, reader, build: writer.lease.build };
};

const rowsOf = async (
  reader: ReadStore,
  build: Build,
  scope: RowScope,
  selection: RowSelection,
  since?: number,
): Promise<ReadonlyArray<string>> =>
  ids((await found(reader, scope, (rows) => rows.of(build, selection, since))).rows);
