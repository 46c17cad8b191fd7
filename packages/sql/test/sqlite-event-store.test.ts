import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { NoStream, type Position } from '@partner-incentives/event-sourcing';
import Database from 'libsql';
import { sqliteEventStore } from '../src/index.js';
import { eventStoreOn } from '../src/sqlite-event-store.js';
import { FaultyConnection } from './faulty-connection.js';
import { collect, idsOf, newEvent, stream } from './new-event.js';
import { plantInto } from './plant-into.js';
import { temporaryDirectory } from './temporary-directory.js';

const directory = temporaryDirectory();
let files = 0;
const newPath = () => join(directory, `${files++}.db`);
const never = new AbortController().signal;
const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

describe('the embedded store', () => {
  test('syncs every commit, keeps a WAL, and has each revision of a stream once', async () => {
    const faulty = new FaultyConnection();
    const path = newPath();
    const store = await eventStoreOn({ path }, faulty.connect);
    await store.append(stream('s'), NoStream, [newEvent()])();
    expect(faulty.query('pragma journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    expect(faulty.query('pragma synchronous')).toEqual([{ synchronous: 2 }]);
    const again = `insert into events select position + 1, stream, category, revision, id, type,
                   schema_version, data, metadata from events`;
    expect(() => faulty.exec(again)).toThrow(/UNIQUE constraint failed: events.stream/);
    await store.close();
  });

  test('wakes subscribers of every handle of this process without a timer', async () => {
    const path = newPath();
    const patient = { path, netIntervalMs: 2 ** 30 };
    const [one, two] = [await sqliteEventStore(patient), await sqliteEventStore(patient)];
    const listeners = [one, two].map((store) =>
      store.subscribe({ signal: never })[Symbol.asyncIterator](),
    );
    for (const listener of listeners) await listener.next();
    const event = newEvent();
    const heard = listeners.map((listener) => listener.next());
    await two.append(stream('s'), NoStream, [event])();
    for (const message of await Promise.all(heard)) {
      expect(message.value).toMatchObject({ _tag: 'Event', event: { id: event.id } });
    }
    for (const listener of listeners) await listener.return?.();
    await Promise.all([one.close(), two.close()]);
  });

  test('looks out for other processes only while somebody subscribes', async () => {
    const before = timers();
    const store = await sqliteEventStore({ path: newPath() });
    expect(timers()).toBe(before);
    const listeners = [0, 1].map(() => store.subscribe({ signal: never })[Symbol.asyncIterator]());
    for (const listener of listeners) await listener.next();
    expect(timers()).toBe(before + 1);
    await listeners[0]?.return?.();
    expect(timers()).toBe(before + 1);
    await listeners[1]?.return?.();
    expect(timers()).toBe(before);
    await store.close();
  });

  test('drops its subscribers and stops looking out when it is closed', async () => {
    const before = timers();
    const store = await sqliteEventStore({ path: newPath() });
    const listener = store.subscribe({ signal: never })[Symbol.asyncIterator]();
    await listener.next();
    const waiting = listener.next();
    const closed = store.close();
    await expect(waiting).rejects.toMatchObject({ _tag: 'SubscriptionDropped' });
    await closed;
    expect(timers()).toBe(before);
  });

  test('reads and filters across many pages, with a checkpoint wherever a filter finds nothing', async () => {
    const store = await sqliteEventStore({ path: newPath() });
    const [mine, others] = [stream('m', 'Mine'), stream('o', 'Other')];
    const bulk = () => Array.from({ length: 64 }, () => newEvent({ type: 'Bulk' }));
    const wanted = [newEvent(), newEvent()];
    for (const [at, event] of wanted.entries()) {
      await store.append(mine, at - 1, [event])();
      const appends = Array.from({ length: 80 }, (_, group) =>
        store.append(others, (at * 80 + group) * 64 - 1, asAppend(bulk()))(),
      );
      await Promise.all(appends);
    }
    const total = 2 * (1 + 80 * 64);
    expect(await collect(store.readAll())).toHaveLength(total);
    expect(await collect(store.read(others, { from: 100, limit: 700 }))).toHaveLength(700);
    const backwards = await collect(store.read(others, { direction: 'backwards' }));
    expect(backwards.map(({ revision }) => revision)).toEqual(
      Array.from({ length: 10_240 }, (_, at) => 10_239 - at),
    );
    for (const filter of [
      { categories: ['Mine'] },
      { types: ['Noted'] },
      { categories: ['Mine', 'None'], types: ['Noted', 'None'] },
    ]) {
      expect(idsOf(await collect(store.readAll({ filter })))).toEqual(idsOf(wanted));
    }
    const said = async (category: string) => {
      const messages: string[] = [];
      const filter = { categories: [category] };
      for await (const message of store.subscribe({ signal: never, filter })) {
        messages.push(
          message._tag === 'Checkpoint' ? String(Number(message.position)) : message._tag,
        );
        if (message._tag === 'CaughtUp') break;
      }
      return messages;
    };
    expect(await said('Mine')).toEqual(['Event', 'Event', String(total), 'CaughtUp']);
    expect(await said('None')).toEqual(['4096', '8192', String(total), 'CaughtUp']);
    await store.close();
  });

  test('refuses a position of another kind of store', async () => {
    const store = await sqliteEventStore({ path: newPath() });
    const from = '1000000000' as Position;
    await expect(collect(store.readAll({ from }))).rejects.toThrow(RangeError);
    await store.close();
  });

  test('reads fail as StoreUnavailable and drop subscriptions where the file fails, and go on after it', async () => {
    const faulty = new FaultyConnection();
    const store = await eventStoreOn({ path: newPath() }, faulty.connect);
    await store.append(stream('s'), NoStream, [newEvent()])();
    const listener = store.subscribe({ signal: never })[Symbol.asyncIterator]();
    faulty.fail('select', 'SQLITE_IOERR_READ');
    await expect(collect(store.read(stream('s')))).rejects.toMatchObject({
      _tag: 'StoreUnavailable',
    });
    await expect(store.head()).rejects.toMatchObject({ _tag: 'StoreUnavailable' });
    await expect(listener.next()).rejects.toMatchObject({ _tag: 'SubscriptionDropped' });
    faulty.heal();
    expect(await collect(store.read(stream('s')))).toHaveLength(1);
    await store.close();
  });

  test.each(['SQLITE_BUSY', 'UNKNOWN_SQLITE_ERROR_261'])(
    'waits to read while another process recovers the file (%s), and then says that it cannot',
    async (code) => {
      const faulty = new FaultyConnection();
      const store = await eventStoreOn({ path: newPath(), busyTimeoutMs: 50 }, faulty.connect);
      await store.append(stream('s'), NoStream, [newEvent()])();
      faulty.fail('select', code);
      faulty.ran.length = 0;
      await expect(store.head()).rejects.toMatchObject({ _tag: 'StoreUnavailable' });
      const patience = faulty.ran.filter((sql) => sql.startsWith('pragma busy_timeout'));
      expect(patience).toEqual(['pragma busy_timeout = 50', 'pragma busy_timeout = 0']);
      faulty.heal();
      expect(await store.head()).toBe('0000000000000001');
      await store.close();
    },
  );

  test('survives that it cannot look whether another process has written', async () => {
    const faulty = new FaultyConnection();
    const path = newPath();
    const store = await eventStoreOn({ path, netIntervalMs: 1 }, faulty.connect);
    const listener = store.subscribe({ signal: never })[Symbol.asyncIterator]();
    await listener.next();
    faulty.fail('pragma data_version', 'SQLITE_IOERR');
    const looks = () => faulty.ran.filter((sql) => sql === 'pragma data_version').length;
    for (const before = looks(); looks() < before + 2;) await new Promise(setImmediate);
    const heard = listener.next();
    await plantInto(path)(stream('s'), { type: 'Planted', data: '{}', metadata: '{}' });
    expect(await heard).toMatchObject({ value: { _tag: 'Event', event: { type: 'Planted' } } });
    await listener.return?.();
    await store.close();
  });

  test('leaves everything in the one file when it is closed', async () => {
    const path = newPath();
    const store = await sqliteEventStore({ path });
    await store.append(stream('s'), NoStream, [newEvent()])();
    await store.close();
    const alone = new Database(`file:${path}?mode=ro&immutable=1`);
    expect(alone.prepare('select count(*) as events from events').all()).toEqual([{ events: 1 }]);
    alone.close();
  });
});

describe('checkpoints in the store', () => {
  test('are the last ones saved, by name, and still there when it is opened again', async () => {
    const path = newPath();
    const store = await sqliteEventStore({ path });
    expect(await store.checkpoints.load('policies')).toBeUndefined();
    await store.checkpoints.save('policies', '1');
    await Promise.all([
      store.checkpoints.save('policies', '2'),
      store.checkpoints.save('other', '7'),
      store.append(stream('s'), NoStream, [newEvent()])(),
    ]);
    await store.close();
    const again = await sqliteEventStore({ path });
    expect(await again.checkpoints.load('policies')).toBe('2');
    expect(await again.checkpoints.load('other')).toBe('7');
    await again.close();
    await expect(again.checkpoints.load('other')).rejects.toMatchObject({
      _tag: 'StoreUnavailable',
    });
    await expect(again.checkpoints.save('other', '8')).rejects.toMatchObject({
      _tag: 'StoreUnavailable',
    });
  });

  test('share the commit of what is appended in the same tick', async () => {
    const faulty = new FaultyConnection();
    const store = await eventStoreOn({ path: newPath() }, faulty.connect);
    faulty.ran.length = 0;
    await Promise.all([
      store.checkpoints.save('policies', '2'),
      store.append(stream('s'), NoStream, [newEvent()])(),
    ]);
    expect(faulty.ran.filter((sql) => sql === 'commit')).toHaveLength(1);
    await store.close();
  });

  test('reject where their commit fails', async () => {
    const faulty = new FaultyConnection();
    const store = await eventStoreOn({ path: newPath() }, faulty.connect);
    faulty.fail('commit', 'SQLITE_IOERR');
    await expect(store.checkpoints.save('policies', '2')).rejects.toMatchObject({
      _tag: 'StoreUnavailable',
    });
    faulty.heal();
    await store.close();
  });
});

const asAppend = <Item>([first, ...rest]: ReadonlyArray<Item>): [Item, ...Item[]] => {
  if (first === undefined) throw new Error('an append holds an event');
  return [first, ...rest];
};
