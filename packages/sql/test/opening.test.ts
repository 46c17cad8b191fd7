import { chmodSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { NoStream } from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import Database from 'libsql';
import { sqliteDirectory, sqliteEventStore } from '../src/index.js';
import { eventStoreOn } from '../src/sqlite-event-store.js';
import { FaultyConnection } from './faulty-connection.js';
import { collect, newEvent, stream } from './new-event.js';
import { temporaryDirectory } from './temporary-directory.js';

const directory = temporaryDirectory();
const at = (name: string) => join(directory, name);
const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

const filled = async (path: string) => {
  const store = await sqliteEventStore({ path });
  await store.append(stream('s'), NoStream, [newEvent()])();
  return store;
};

describe('a new store', () => {
  test('is private: its directories 0700, its files 0600, even the ones SQLite makes', async () => {
    const umask = process.umask(0);
    try {
      const store = await filled(at('a/b/events.db'));
      await store.backup(at('a/b/backup.db'));
      const people = await sqliteDirectory({ path: at('a/b/events.db.directory') });
      await people.add({ userId: 'ines', name: 'Ines', email: 'ines@contoso.example' });
      const files = ['events.db', 'events.db-wal', 'events.db-shm', 'backup.db'];
      files.push('events.db.directory', 'events.db.directory-wal', 'events.db.directory-shm');
      expect(files.map((file) => mode(at(`a/b/${file}`)))).toEqual(files.map(() => '600'));
      expect([mode(at('a')), mode(at('a/b'))]).toEqual(['700', '700']);
      await Promise.all([store.close(), people.close()]);
    } finally {
      process.umask(umask);
    }
  });

  test('leaves the permissions of a directory that was there', async () => {
    mkdirSync(at('shared'));
    chmodSync(at('shared'), 0o755);
    await (await filled(at('shared/events.db'))).close();
    expect(mode(at('shared'))).toBe('755');
  });

  test('can be made by several openers at once', async () => {
    const path = at('crowd/events.db');
    const stores = await Promise.all(Array.from({ length: 8 }, () => sqliteEventStore({ path })));
    const appends = stores.map((store, i) =>
      store.append(stream(`s${i}`), NoStream, [newEvent()])(),
    );
    expect((await Promise.all(appends)).every(E.isRight)).toBe(true);
    await Promise.all(stores.map((store) => store.close()));
  });

  test('may have a path with every kind of character', async () => {
    const path = at('Zoë?mode=ro #1 100%/file:é.db');
    await (await filled(path)).close();
    const reader = await sqliteEventStore({ path, readOnly: true });
    expect(await collect(reader.readAll())).toHaveLength(1);
    await reader.close();
  });

  test('shares nothing with a store in another file', async () => {
    const [one, other] = await Promise.all([
      filled(at('one.db')),
      sqliteEventStore({ path: at('two.db') }),
    ]);
    expect([await one.head(), await other.head()]).toEqual(['0000000000000001', undefined]);
    await one.close();
    expect(E.isRight(await other.append(stream('s'), NoStream, [newEvent()])())).toBe(true);
    await other.close();
  });
});

test('a store at rest is read where nothing may be written, not even beside it', async () => {
  const path = at('archive/events.db');
  await (await filled(path)).close();
  for (const rest of ['-wal', '-shm']) rmSync(`${path}${rest}`, { force: true });
  chmodSync(path, 0o444);
  chmodSync(at('archive'), 0o555);
  chmodSync(directory, 0o755);
  await asSomebodyElse(async () => {
    const reader = await sqliteEventStore({ path, readOnly: true });
    expect(await collect(reader.readAll())).toHaveLength(1);
    await reader.close();
  });
  chmodSync(at('archive'), 0o755);
});

describe('opening is refused, with what to do next,', () => {
  const refused = async (name: string, tag: string, advice: RegExp, options = {}) => {
    const opening = sqliteEventStore({ path: at(name), ...options });
    await expect(opening).rejects.toMatchObject({
      name: 'StoreOpenError',
      _tag: tag,
      path: at(name),
      message: expect.stringMatching(advice),
    });
  };
  const database = (name: string, sql: string) => {
    const plain = new Database(at(name));
    plain.exec(sql);
    plain.close();
  };

  test('where the file is no database', async () => {
    writeFileSync(at('text.db'), 'These are not the bytes of a database. '.repeat(200));
    await refused('text.db', 'NotADatabase', /copy a backup/);
    mkdirSync(at('folder.db'));
    await refused('folder.db', 'NotADatabase', /Check the path/);
  });

  test("where the database is another program's, which stays as it is", async () => {
    database('theirs.db', 'create table theirs (a)');
    await refused('theirs.db', 'ForeignDatabase', /another path/);
    database('versioned.db', 'pragma user_version = 1');
    await refused('versioned.db', 'ForeignDatabase', /another path/);
    const people = await sqliteDirectory({ path: at('people.db') });
    await people.close();
    await refused('people.db', 'ForeignDatabase', /another path/);
    const theirs = new Database(at('theirs.db'));
    expect(theirs.prepare('select name from sqlite_master').all()).toEqual([{ name: 'theirs' }]);
    expect(theirs.prepare('pragma journal_mode').all()).toEqual([{ journal_mode: 'delete' }]);
    theirs.close();
  });

  test('where a newer version wrote it, to read as to write', async () => {
    await (await filled(at('newer.db'))).close();
    database('newer.db', 'pragma user_version = 1000');
    await refused('newer.db', 'NewerSchema', /Upgrade this program.*version 1000/);
    await refused('newer.db', 'NewerSchema', /Upgrade this program/, { readOnly: true });
  });

  test('where there is none to read', async () => {
    await refused('missing.db', 'StoreMissing', /open it for writing/, { readOnly: true });
    expect(statSync(at('missing.db'), { throwIfNoEntry: false })).toBeUndefined();
  });

  test('where nobody can make a file', async () => {
    writeFileSync(at('file'), '');
    await refused('file/events.db', 'Inaccessible', /permissions/);
  });

  test('where this user may not write', async () => {
    const path = at('closed/events.db');
    await (await filled(path)).close();
    chmodSync(path, 0o444);
    for (const rest of ['-wal', '-shm']) rmSync(`${path}${rest}`, { force: true });
    chmodSync(directory, 0o755);
    chmodSync(at('closed'), 0o777);
    await asSomebodyElse(() => refused('closed/events.db', 'ReadOnly', /open it read-only/));
  });

  test('where another process holds it longer than the timeout', async () => {
    const holder = new Database(at('held.db'));
    holder.exec('pragma locking_mode = exclusive; create table held (a)');
    await refused('held.db', 'Locked', /Try again/, { busyTimeoutMs: 60 });
    holder.close();
  });

  test.each(['begin', 'create', 'pragma application_id', 'commit'])(
    'where the disk is full at: %s; and it opens when there is room again',
    async (statement) => {
      const faulty = new FaultyConnection();
      const path = at(`full at ${statement}.db`);
      faulty.fail(statement, 'SQLITE_FULL');
      await expect(eventStoreOn({ path }, faulty.connect)).rejects.toMatchObject({
        _tag: 'DiskFull',
        message: expect.stringMatching(/Free some room/),
      });
      await (await filled(path)).close();
    },
  );
});

describe('appending is refused as StoreUnavailable, and nothing is written,', () => {
  const reasonOf = async (append: () => Promise<E.Either<unknown, unknown>>) => {
    const answer = await append();
    expect(answer).toMatchObject({ left: { _tag: 'StoreUnavailable' } });
    return JSON.stringify(answer);
  };

  test('where the store was opened to read', async () => {
    const writer = await filled(at('read.db'));
    const reader = await sqliteEventStore({ path: at('read.db'), readOnly: true });
    expect(await reasonOf(reader.append(stream('s'), 0, [newEvent()]))).toMatch(/read-only/);
    await expect(reader.checkpoints.save('a', '1')).rejects.toMatchObject({
      _tag: 'StoreUnavailable',
    });
    await writer.append(stream('s'), 0, [newEvent()])();
    expect(await collect(reader.readAll())).toHaveLength(2);
    await Promise.all([reader.close(), writer.close()]);
  });

  test('where another process holds the lock beyond the timeout; meanwhile this one goes on', async () => {
    const store = await eventStoreOn({ path: at('locked.db'), busyTimeoutMs: 100 });
    const holder = new Database(at('locked.db'), { timeout: 1_000 });
    holder.exec('begin immediate');
    let turns = 0;
    const ticking = setInterval(() => turns++, 1);
    expect(await reasonOf(store.append(stream('s'), NoStream, [newEvent()]))).toMatch(/100 ms/);
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(3);
    expect(await collect(store.readAll())).toEqual([]);
    const waiting = store.append(stream('s'), NoStream, [newEvent()])();
    holder.exec('commit');
    holder.close();
    expect(E.isRight(await waiting)).toBe(true);
    await store.close();
  });

  test('where the file may grow no more; less is still written, and all with more room', async () => {
    const path = at('grown.db');
    const faulty = new FaultyConnection();
    const store = await eventStoreOn({ path }, faulty.connect);
    await store.append(stream('s'), NoStream, [newEvent()])();
    faulty.exec('pragma max_page_count = 20');
    const large = newEvent({ data: { pad: 'x'.repeat(60_000) } });
    const appends = [large, newEvent(), large].map((event, i) =>
      store.append(stream(`s${i}`), NoStream, [event, newEvent()])(),
    );
    const full = E.left({ _tag: 'StoreUnavailable', reason: 'the disk is full' });
    expect((await Promise.all(appends)).at(-1)).toEqual(full);
    const written = (await Promise.all(appends)).filter(E.isRight).length;
    expect(await collect(store.readAll())).toHaveLength(1 + written * 2);
    expect(await store.append(stream('s'), 0, [newEvent()])()).toMatchObject({ _tag: 'Right' });
    faulty.exec('pragma max_page_count = 4000');
    expect(await store.append(stream('s2'), NoStream, [large, newEvent()])()).toMatchObject({
      _tag: 'Right',
    });
    await store.close();
  });
});

/** Root may do anything: as root, the work is done as somebody who may not. */
const asSomebodyElse = async (work: () => Promise<void>): Promise<void> => {
  const root = process.getuid?.() === 0;
  if (root) process.seteuid?.(65_534);
  try {
    await work();
  } finally {
    if (root) process.seteuid?.(0);
  }
};
