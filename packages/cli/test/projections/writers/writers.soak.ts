import { describe, expect, test } from '@jest/globals';
import { engines, folder, readStores } from '../setting.js';
import { eventStores, writersOn } from './on-stores.js';

/** From each store to each engine: `EVENTS=1000000 npm run soak -- projections/writers` for another number. */
const events = Number(process.env['EVENTS'] ?? 100_000);
const eventsPerWriter = 4 * Math.ceil(events / 64);

const inFolder = folder();
const readStore = readStores(inFolder);

describe('sixteen writers at once, and a worker that follows (reliability B3)', () => {
  test.each(eventStores.flatMap((store) => engines.map((engine) => [store, engine] as const)))(
    `nothing is skipped and the order is kept: ${events} events from %s to %s`,
    async (store, engine) => {
      const orders = { folder: inFolder, rows: await readStore(engine), eventsPerWriter };
      const trial = await writersOn(store, orders);
      expect(trial).toEqual({ events: 16 * eventsPerWriter, damage: [] });
    },
  );
});
