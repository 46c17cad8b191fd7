import { describe, expect, test } from '@jest/globals';
import { folder, readStores } from '../setting.js';
import { writersOn } from './on-stores.js';

const inFolder = folder();
const readStore = readStores(inFolder);
const orders = { folder: inFolder, eventsPerWriter: 48 };

describe('sixteen writers at once, and a worker that follows (reliability B3)', () => {
  test.each([
    ['the embedded store', 'PostgreSQL'],
    ['the embedded store', 'SQLite'],
    ['EventStoreDB', 'SQLite'],
  ] as const)(
    'nothing is skipped and the order is kept, from %s to %s',
    async (store, engine) => {
      const rows = await readStore(engine);
      expect(await writersOn(store, { ...orders, rows })).toEqual({ events: 16 * 48, damage: [] });
    },
    240_000,
  );

  test('a subscription that skips an event now and then is noticed', async () => {
    const rows = await readStore('SQLite');
    const { damage } = await writersOn('the embedded store', { ...orders, rows }, 'skips');
    expect(damage).not.toEqual([]);
  }, 240_000);
});
