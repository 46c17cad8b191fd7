import { describe, expect, test } from '@jest/globals';
import { END, type Position, START, streamNameFilter } from '@eventstore/db-client';
import { listenTo } from './subscribed.js';
import { collect, counted, countedTo, pause, plain, until, withServer } from './with-server.js';

describe('subscribing to a stream of the stand-in', () => {
  test(
    'confirms, sends what is there, says once that it is all, and goes on with what comes',
    withServer(async ({ client }) => {
      await client.appendToStream('a-1', countedTo(3), plain);
      const told = listenTo(client.subscribeToStream('a-1', { fromRevision: 0n }));
      await told.hears('caught up');
      await client.appendToStream('a-1', countedTo(2), plain);
      await told.hears('a-1@4');
      expect(told.lines).toEqual(['confirmed', 'a-1@1', 'a-1@2', 'caught up', 'a-1@3', 'a-1@4']);
    }),
  );

  test(
    'that is missing confirms and says nothing, not even that it caught up, until there is an event',
    withServer(async ({ client }) => {
      const told = listenTo(client.subscribeToStream('a-1'));
      await told.hears('confirmed');
      await client.appendToStream('b-1', countedTo(1), plain);
      await pause(50);
      expect(told.lines).toEqual(['confirmed']);
      await client.appendToStream('a-1', countedTo(1), plain);
      await told.hears('a-1@0');
    }),
  );

  test(
    'that is deleted softly confirms and is silent, and tells what is written later',
    withServer(async ({ server, client }) => {
      await client.appendToStream('a-1', countedTo(2), plain);
      await client.deleteStream('a-1', plain);
      const told = listenTo(client.subscribeToStream('a-1'));
      await told.hears('confirmed');
      await pause(50);
      expect(told.lines).toEqual(['confirmed']);
      expect(server.open('subscribe')).toBe(1);
      await client.appendToStream('a-1', countedTo(1), plain);
      await told.hears('a-1@2');
      expect(told.events()).toEqual(['a-1@2']);
    }),
  );

  test(
    'tells a tombstone live, at the last of all revisions',
    withServer(async ({ client }) => {
      await client.appendToStream('a-1', countedTo(1), plain);
      const told = listenTo(client.subscribeToStream('a-1'));
      await told.hears('caught up');
      await client.tombstoneStream('a-1', plain);
      await told.hears(`a-1@${2n ** 63n - 1n}`);
    }),
  );

  test(
    'that is under a tombstone fails before it is confirmed',
    withServer(async ({ client }) => {
      await client.tombstoneStream('a-1', plain);
      const told = listenTo(client.subscribeToStream('a-1'));
      await told.hears('failed');
      expect(told.lines).toEqual(['failed']);
      expect(told.error()).toMatchObject({ type: 'stream-deleted' });
    }),
  );
});

describe('subscribing to everything of the stand-in', () => {
  test(
    'goes on after a position, exclusive',
    withServer(async ({ client }) => {
      await client.appendToStream('a-1', countedTo(3), plain);
      const fromPosition = (await collect(client.readAll())).at(-2)?.event?.position ?? START;
      const told = listenTo(client.subscribeToAll({ fromPosition }));
      await told.hears('caught up');
      expect(told.lines).toEqual(['confirmed', 'a-1@2', 'caught up']);
    }),
  );

  test(
    'after a position that no record has fails with an UnknownError',
    withServer(async ({ client }) => {
      await client.appendToStream('a-1', countedTo(3), plain);
      const told = listenTo(client.subscribeToAll({ fromPosition: { commit: 5n, prepare: 5n } }));
      await told.hears('failed');
      expect(told.error()).toMatchObject({ type: 'unknown' });
    }),
  );

  test(
    'from beyond the end tells what is written before that position',
    withServer(async ({ client }) => {
      const beyond = { commit: 10n ** 9n, prepare: 10n ** 9n };
      const told = listenTo(client.subscribeToAll({ fromPosition: beyond }));
      await told.hears('caught up');
      await client.appendToStream('a-1', countedTo(1), plain);
      await told.hears('a-1@0');
    }),
  );

  test(
    'through a filter tells how far the search has come where nothing matches',
    withServer(async ({ client }) => {
      for (let part = 0; part < 5; part++) {
        await client.appendToStream('other-1', countedTo(40), plain);
      }
      await client.appendToStream('a-1', countedTo(1), plain);
      const checkpoints: bigint[] = [];
      const filter = streamNameFilter({
        prefixes: ['a-', 'b-'],
        maxSearchWindow: 32,
        checkpointInterval: 2,
        checkpointReached: async (_, position: Position) => void checkpoints.push(position.commit),
      });
      const told = listenTo(client.subscribeToAll({ fromPosition: START, filter }));
      await told.hears('caught up');
      expect(told.events()).toEqual(['a-1@0']);
      expect(checkpoints).toHaveLength(3);
      await client.appendToStream('other-1', countedTo(30), plain);
      await client.appendToStream('other-1', countedTo(30), plain);
      await until(() => checkpoints.length === 4);
      const records = await collect(client.readAll());
      const positions = records.map(({ event }) => event?.position.commit);
      expect(checkpoints.every((each) => positions.includes(each))).toBe(true);
    }),
  );

  test(
    'from the end is told only what is new, and ends with the subscriber',
    withServer(async ({ server, client }) => {
      await client.appendToStream('a-1', countedTo(3), plain);
      const subscription = client.subscribeToAll({ fromPosition: END });
      const told = listenTo(subscription);
      await told.hears('caught up');
      await client.appendToStream('a-1', counted(3), plain);
      await told.hears('a-1@3');
      expect(told.events()).toEqual(['a-1@3']);
      await subscription.unsubscribe();
      await until(() => server.open('subscribe') === 0);
    }),
  );
});

describe('the live buffer of the stand-in', () => {
  const large = 'x'.repeat(20_000);
  const burst = (size: number) =>
    Array.from({ length: size }, (_, n) => ({
      ...counted(n),
      data: { n, large },
    }));

  test(
    'holds 32 events for a slow subscriber: one more, and it is dropped after what it was sent, as too slow',
    withServer(async ({ client }) => {
      const subscription = client.subscribeToAll({ fromPosition: END });
      const told = listenTo(subscription);
      await told.hears('caught up');
      subscription.pause();
      for (let part = 0; part < 8; part++) {
        await client.appendToStream('a-1', burst(20), plain);
      }
      subscription.resume();
      await told.hears('failed');
      expect(told.error()).toMatchObject({ type: 'timeout', code: 10 });
      expect(String(told.error())).toContain('Consumer too slow');
      const events = told.events();
      expect(events.length).toBeGreaterThan(32);
      expect(events.length).toBeLessThan(160);
      expect(events).toEqual(events.map((_, n) => `a-1@${n}`));
      const next = BigInt(events.length - 1);
      const again = listenTo(client.subscribeToStream('a-1', { fromRevision: next }));
      await again.hears('caught up');
      expect(events.length + again.events().length).toBe(160);
    }),
  );

  test(
    'is no limit to a subscriber that catches up',
    withServer(async ({ client }) => {
      for (let part = 0; part < 8; part++) {
        await client.appendToStream('a-1', burst(20), plain);
      }
      const subscription = client.subscribeToStream('a-1');
      const told = listenTo(subscription);
      await told.hears('a-1@0');
      subscription.pause();
      await pause(100);
      expect(told.events().length).toBeLessThan(160);
      subscription.resume();
      await told.hears('caught up');
      expect(told.events()).toHaveLength(160);
    }),
  );

  test(
    'is enough for a subscriber that keeps up',
    withServer(async ({ client }) => {
      const told = listenTo(client.subscribeToAll({ fromPosition: END }));
      await told.hears('caught up');
      for (let part = 0; part < 10; part++) {
        await client.appendToStream('a-1', countedTo(30), plain);
      }
      await told.hears('a-1@299');
      expect(told.lines).not.toContain('fell behind');
    }),
  );
});
