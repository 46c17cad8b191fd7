import { describe, expect, test } from '@jest/globals';
import { inMemoryEventStore } from '../../src/index.js';
import { Feed } from '../../src/projections/feed.js';
import { aTurn } from './setting.js';
import { event, logOf, tallyOf } from './tallies.js';

const reading = (events: number, bytes: number, log = logOf(500, 5)) => {
  const store = inMemoryEventStore({ log });
  let told = 0;
  const feed = new Feed(
    async function* counting(signal) {
      for await (const message of store.subscribe({ signal })) {
        told += 1;
        yield message;
      }
    },
    undefined,
    { events, bytes },
  );
  return { feed, log, told: () => told };
};

describe('reading ahead (reliability B12)', () => {
  test('given that nobody takes, then it reads one batch and waits, however much there is', async () => {
    const { feed, told } = reading(100, 1_000_000_000);
    await feed.wait();
    await aTurn();
    expect(told()).toBe(100);
    expect(feed.take().events).toHaveLength(100);
    await feed.wait();
    await aTurn();
    expect(told()).toBe(200);
    feed.close();
  });

  test('given large events, then it waits after so many bytes', async () => {
    const log = logOf(0, 1);
    for (let n = 0; n < 100; n += 1) {
      log.record(tallyOf('k0'), [event('Labelled', { label: 'x'.repeat(50_000) })]);
    }
    const { feed, told } = reading(5_000, 1_000_000, log);
    await feed.wait();
    await aTurn();
    // Sixteen are estimated at once.
    expect(told()).toBeLessThanOrEqual(32);
    feed.close();
  });

  test('given that it is taken bit by bit, then everything comes, in order, and at last that it caught up', async () => {
    const { feed, log } = reading(64, 1_000_000_000);
    const ids: Array<string> = [];
    for (let caughtUp = false; !caughtUp;) {
      await feed.wait();
      await aTurn();
      const batch = feed.take();
      caughtUp = batch.caughtUp;
      for (const { id } of batch.events) ids.push(id);
    }
    expect(ids).toEqual(log.events.map(({ id }) => id));
    feed.close();
  });
});
