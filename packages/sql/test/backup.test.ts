import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { NoStream, type RecordedEvent } from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import { sqliteEventStore } from '../src/index.js';
import { eventStoreOn } from '../src/sqlite-event-store.js';
import { FaultyConnection } from './faulty-connection.js';
import { collect, idsOf, newEvent, stream } from './new-event.js';
import { OtherProcess } from './processes/remote-store.js';
import { temporaryDirectory } from './temporary-directory.js';

const directory = temporaryDirectory();
const at = (name: string) => join(directory, name);
const other = new OtherProcess();
afterAll(() => other.end());

describe('a backup', () => {
  test('taken while this and another process write holds a beginning of history, no append half', async () => {
    const path = at('busy.db');
    const [here, there] = [await sqliteEventStore({ path }), await other.open({ path })];
    const enough = new AbortController();
    const writing = [here, there].map(async (store, who) => {
      for (let revision = NoStream; !enough.signal.aborted; revision += 3) {
        const events = [newEvent(), newEvent(), newEvent()] as const;
        const answer = await store.append(stream(`w${who}`), revision, events)();
        if (E.isLeft(answer)) throw new Error(JSON.stringify(answer.left));
      }
    });
    const grown = async (than: number) => {
      while (Number((await here.head()) ?? 0) <= than) await new Promise(setImmediate);
    };
    const backups = [at('one.backup'), at('two.backup'), at('three.backup')];
    const heads: number[] = [];
    for (const backup of backups) {
      await grown((heads.at(-1) ?? 0) + 60);
      heads.push(Number(await here.head()));
      await here.backup(backup);
    }
    await grown((heads.at(-1) ?? 0) + 60);
    enough.abort();
    await Promise.all(writing);
    const history = await collect(here.readAll());
    for (const [i, backup] of backups.entries()) {
      const copy = at(`restored ${i}.db`);
      copyFileSync(backup, copy);
      const restored = await sqliteEventStore({ path: copy });
      const events = await collect(restored.readAll());
      expect(events).toEqual(history.slice(0, events.length));
      expect(events.length).toBeGreaterThanOrEqual(heads[i] ?? Infinity);
      expect(appendsIn(events)).toEqual(['w0', 'w1'].map((name) => countOf(events, name) / 3));
      expect(E.isRight(await restored.append(stream('after'), NoStream, [newEvent()])())).toBe(
        true,
      );
      await restored.close();
    }
    await Promise.all([here.close(), there.close()]);
  });

  test('overwrites nothing, and leaves nothing where it fails', async () => {
    const faulty = new FaultyConnection();
    const store = await eventStoreOn({ path: at('kept.db') }, faulty.connect);
    writeFileSync(at('taken'), 'precious');
    await expect(store.backup(at('taken'))).rejects.toMatchObject({ _tag: 'BackupExists' });
    await expect(store.backup(at('kept.db'))).rejects.toMatchObject({ _tag: 'BackupExists' });
    expect(readFileSync(at('taken'), 'utf8')).toBe('precious');
    await expect(store.backup(at('nowhere/backup.db'))).rejects.toMatchObject({
      _tag: 'BackupFailed',
    });
    faulty.fail('vacuum', 'SQLITE_FULL', 'after');
    await expect(store.backup(at('full.db'))).rejects.toMatchObject({
      _tag: 'BackupFailed',
      message: expect.stringContaining('the disk is full'),
    });
    expect(readdirSync(directory).filter((name) => name.startsWith('full.db'))).toEqual([]);
    await store.close();
    await expect(store.backup(at('late.db'))).rejects.toMatchObject({ _tag: 'StoreUnavailable' });
    expect(existsSync(at('late.db'))).toBe(false);
  });

  test('can be taken of a store that is opened to read, checkpoints and all', async () => {
    const store = await sqliteEventStore({ path: at('audited.db') });
    const event = newEvent();
    await store.append(stream('s'), NoStream, [event])();
    await store.checkpoints.save('policies', '0000000000000001');
    const reader = await sqliteEventStore({ path: at('audited.db'), readOnly: true });
    await reader.backup(at('audit copy.db'));
    expect(statSync(at('audit copy.db')).mode & 0o777).toBe(0o600);
    const copy = await sqliteEventStore({ path: at('audit copy.db'), readOnly: true });
    expect(idsOf(await collect(copy.readAll()))).toEqual([event.id]);
    expect(await copy.checkpoints.load('policies')).toBe('0000000000000001');
    await Promise.all([store, reader, copy].map((each) => each.close()));
  });
});

const countOf = (events: ReadonlyArray<RecordedEvent>, name: string): number =>
  events.filter((event) => event.stream === stream(name)).length;

const appendsIn = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<number> =>
  ['w0', 'w1'].map((name) => Math.floor(countOf(events, name) / 3));
