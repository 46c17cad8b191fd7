import { describe, expect, test } from '@jest/globals';
import { engines, folder, readStores } from '../setting.js';
import { eventStores, writersOn } from './on-stores.js';

const inFolder = folder();
const readStore = readStores(inFolder);
const orders = { folder: inFolder, eventsPerWriter: 60 };

describe('sixteen writers at once, and a worker that follows (reliability B3)', () => {
  test.each(eventStores.flatMap((store) => engines.map((engine) => [store, engine] as const)))(
    'nothing is skipped and the order is kept, from %s to %s',
    async (store, engine) => {
      const rows = await readStore(engine);
      expect(await writersOn(store, { ...orders, rows })).toEqual({ events: 16 * 60, damage: [] });
    },
    60_000,
  );

  test.each(eventStores)(
    'a subscription that skips an event now and then is noticed, from %s',
    async (store) => {
      const rows = await readStore('SQLite');
      const { damage } = await writersOn(store, { ...orders, rows }, 'skips');
      expect(damage).not.toEqual([]);
    },
    60_000,
  );
});
