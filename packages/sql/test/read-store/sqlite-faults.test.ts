import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import Database from 'libsql';
import { openReadStore, sqliteEventStore, sqliteReadStore } from '../../src/index.js';
import { readStoreOn } from '../../src/read-store/sqlite/sqlite-read-store.js';
import { FaultyConnection } from '../faulty-connection.js';
import { stream } from '../new-event.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { openedByMany } from './opened-by-many.js';
import { untilTrue } from './until-true.js';
import { commitAt, leaseIn, microsoft, positionAt, stateOf } from './rows-of.js';

// A deadline to catch what hangs.
jest.setTimeout(60_000);

const directory = temporaryDirectory();
const at = (name: string) => join(directory, name);

describe('the file of a read store', () => {
  test('is made once, by whichever of several processes comes first', async () => {
    const answers = await openedByMany(`sqlite:${at('by many.db')}`, 3);
    expect(answers).toEqual([{ opened: true }, { opened: true }, { opened: true }]);
  });

  test('is left alone where a newer version made it', async () => {
    await (await sqliteReadStore({ path: at('newer.db') })).close();
    const plain = new Database(at('newer.db'));
    plain.exec('pragma user_version = 1000');
    plain.close();
    await expect(openReadStore(`sqlite:${at('newer.db')}`)).rejects.toMatchObject({
      name: 'StoreOpenError',
      _tag: 'NewerSchema',
      message: expect.stringMatching(/Upgrade this program.*version 1000/),
    });
  });

  test('is not that of the events', async () => {
    await (await sqliteEventStore({ path: at('events.db') })).close();
    await expect(sqliteReadStore({ path: at('events.db') })).rejects.toMatchObject({
      _tag: 'ForeignDatabase',
    });
  });

  test('is read by others while one writes, and they hear of it', async () => {
    const path = at('two.db');
    const [one, other] = await Promise.all([
      sqliteReadStore({ path }),
      sqliteReadStore({ path, netIntervalMs: 10 }),
    ]);
    const lease = await leaseIn(one);
    const plain = new Database(path);
    let news = 0;
    const stop = other.watch(() => news++);
    await one.commit(lease, commitAt(1));
    expect((await stateOf(other, lease.build)).data).toEqual([{ count: 1 }]);
    const before = news;
    plain.exec('update builds set changes = changes + 1');
    await untilTrue(() => news > before);
    stop();
    plain.close();
    await Promise.all([one.close(), other.close()]);
  });
});

describe('readings', () => {
  test('of a row that was damaged name the row, and not what is in it', async () => {
    const path = at('damaged.db');
    const store = await sqliteReadStore({ path });
    const lease = await leaseIn(store);
    await store.commit(lease, commitAt(1));
    const plain = new Database(path);
    plain.exec(`update rows set data = 'secret'`);
    plain.close();
    const refused: unknown = await store
      .load(lease.build, [stream('row')])
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({
      _tag: 'ReadStoreUnavailable',
      reason: expect.stringMatching(/^the row \S+ is damaged: build its projection anew$/),
    });
    expect(String(refused)).not.toContain('secret');
    const paged = await store.page(lease.build, undefined, 10);
    expect(paged).toEqual([
      {
        key: stream('row'),
        values: [],
        data: undefined,
        position: positionAt(1),
        revision: 1,
        damaged: true,
      },
    ]);
    await store.close();
  });

  test('that are too many at once wait for each other, and are unavailable where that takes too long', async () => {
    const store = await sqliteReadStore({ path: at('readings.db'), busyTimeoutMs: 200 });
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const long = Array.from({ length: 8 }, () => store.read(microsoft, () => finished));
    const waiting = store.read(microsoft, async () => 'an answer');
    await expect(waiting).rejects.toMatchObject({ name: 'ReadStoreUnavailable' });
    const patient = store.read(microsoft, async () => 'an answer');
    finish();
    expect(await patient).toBe('an answer');
    await Promise.all(long);
    await store.close();
  });

  test('that wait when the store is closed are told so', async () => {
    const store = await sqliteReadStore({ path: at('closing.db') });
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const long = Array.from({ length: 8 }, () => store.read(microsoft, () => finished));
    const waiting = store.read(microsoft, async () => 'an answer');
    await Promise.all([
      expect(waiting).rejects.toMatchObject({ reason: 'it was closed' }),
      store.close(),
    ]);
    finish();
    await Promise.all(long);
  });
});

test('a dropped build is gone at once, and its rows are, however many', async () => {
  const path = at('dropped.db');
  const store = await sqliteReadStore({ path });
  const live = await leaseIn(store);
  const next = await store.begin('model', 2);
  const lease = await store.claim(next, 'a holder', 600_000);
  const rows = Array.from({ length: 12_000 }, (_, count) => {
    const [row] = commitAt(1, { key: stream(`row${count}`), values: ['found'] }).rows;
    return row;
  }).filter((row) => row !== undefined);
  expect(lease && (await store.commit(lease, { ...commitAt(1), rows }))).toBe(true);
  await store.commit(live, commitAt(1));
  await store.drop(next);
  const plain = new Database(path);
  const counts = ['rows', 'row_values', 'leftovers'].map((table) =>
    plain.prepare(`select count(*) as n from ${table}`).all(),
  );
  expect(counts).toEqual([[{ n: 1 }], [{ n: 0 }], [{ n: 0 }]]);
  plain.close();
  await store.close();
});

describe('a commit that the file fails is ReadStoreUnavailable, and is there once when it is tried again:', () => {
  test.each([
    ['begin', 'SQLITE_IOERR', 'before'],
    ['update "builds"', 'SQLITE_FULL', 'before'],
    ['insert into "rows"', 'SQLITE_FULL', 'after'],
    ['commit', 'SQLITE_FULL', 'before'],
    ['commit', 'SQLITE_IOERR_FSYNC', 'after'],
  ] as const)('%s, %s, %s it is done', async (statement, code, when) => {
    const faulty = new FaultyConnection();
    const path = at(`${statement.replaceAll('"', '')} ${when}.db`);
    const store = await readStoreOn({ path }, faulty.connect);
    const reader = await sqliteReadStore({ path });
    const lease = await leaseIn(store);
    await store.commit(lease, commitAt(1));
    faulty.fail(statement, code, when);
    await expect(store.commit(lease, commitAt(2))).rejects.toMatchObject({
      name: 'ReadStoreUnavailable',
    });
    faulty.heal();
    const isThere = statement === 'commit' && when === 'after';
    expect((await stateOf(reader, lease.build)).applied).toBe(isThere ? 2 : 1);
    expect(await store.commit(lease, commitAt(2))).toBe(!isThere);
    expect(await stateOf(store, lease.build)).toEqual({
      position: commitAt(2).checkpoint.position,
      applied: 2,
      data: [{ count: 2 }],
    });
    await Promise.all([store.close(), reader.close()]);
  });

  test('another process holds the lock longer than the timeout; meanwhile readings go on', async () => {
    const path = at('held.db');
    const store = await sqliteReadStore({ path, busyTimeoutMs: 60 });
    const lease = await leaseIn(store);
    await store.commit(lease, commitAt(1));
    const holder = new Database(path);
    holder.exec('begin immediate');
    await expect(store.commit(lease, commitAt(2))).rejects.toMatchObject({
      name: 'ReadStoreUnavailable',
      reason: 'another process holds the lock',
    });
    expect((await stateOf(store, lease.build)).data).toEqual([{ count: 1 }]);
    holder.exec('rollback');
    holder.close();
    expect(await store.commit(lease, commitAt(2))).toBe(true);
    await store.close();
  });

  test('the file may grow no more: nothing of the commit is there, and all of it with more room', async () => {
    const faulty = new FaultyConnection();
    const path = at('grown.db');
    const store = await readStoreOn({ path }, faulty.connect);
    const reader = await sqliteReadStore({ path });
    const lease = await leaseIn(store);
    faulty.exec('pragma max_page_count = 40');
    const large = commitAt(1, { data: { pad: 'x'.repeat(400_000) } });
    await expect(store.commit(lease, large)).rejects.toMatchObject({ reason: 'the disk is full' });
    expect((await stateOf(reader, lease.build)).data).toEqual([]);
    faulty.exec('pragma max_page_count = 4000');
    expect(await store.commit(lease, large)).toBe(true);
    await Promise.all([store.close(), reader.close()]);
  });
});
