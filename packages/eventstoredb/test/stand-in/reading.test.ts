import { describe, expect, test } from '@jest/globals';
import {
  BACKWARDS,
  END,
  type EventStoreDBClient,
  FORWARDS,
  type ReadStreamOptions,
  type StreamMetadata,
} from '@eventstore/db-client';
import { atRest, collect, countedTo, plain, rejection, withServer } from './with-server.js';

const revisions = async (
  client: EventStoreDBClient,
  options: ReadStreamOptions = {},
  stream = 'a-1',
): Promise<Array<bigint | undefined>> =>
  (await collect(client.readStream(stream, options))).map(({ event }) => event?.revision);

describe('reading a stream of the stand-in', () => {
  test(
    'goes from a revision, inclusive, either way, as far as was asked for',
    withServer(async ({ client }) => {
      await client.appendToStream('a-1', countedTo(5), plain);
      expect(await revisions(client)).toEqual([0n, 1n, 2n, 3n, 4n]);
      expect(await revisions(client, { fromRevision: 3n })).toEqual([3n, 4n]);
      expect(await revisions(client, { fromRevision: 1n, maxCount: 2 })).toEqual([1n, 2n]);
      const back = { direction: BACKWARDS } as const;
      expect(await revisions(client, { ...back, fromRevision: END, maxCount: 2 })).toEqual([
        4n,
        3n,
      ]);
      expect(await revisions(client, { ...back, fromRevision: 1n })).toEqual([1n, 0n]);
      expect(await revisions(client, { ...back, fromRevision: 99n, maxCount: 1 })).toEqual([4n]);
    }),
  );

  test(
    'that is missing says so, one whose events are all truncated or expired is empty and keeps its revision',
    withServer(async ({ client }) => {
      expect(await rejection(revisions(client))).toMatchObject({
        type: 'stream-not-found',
        streamName: 'a-1',
      });
      await client.appendToStream('a-1', countedTo(3), plain);
      await client.setStreamMetadata('a-1', { truncateBefore: 3 }, plain);
      expect(await revisions(client)).toEqual([]);
      const next = await client.appendToStream('a-1', countedTo(1), {
        expectedRevision: 2n,
        ...plain,
      });
      expect(next.nextExpectedRevision).toBe(3n);
    }),
  );

  test(
    'shows what its metadata leaves of it: the last few, the younger ones, those from a revision on',
    withServer(async ({ client }) => {
      await client.appendToStream('a-1', countedTo(5), plain);
      const under = async (metadata: StreamMetadata) => {
        await client.setStreamMetadata('a-1', metadata, plain);
        expect(await client.getStreamMetadata('a-1')).toMatchObject({ metadata });
        return revisions(client);
      };
      expect(await under({ maxCount: 2 })).toEqual([3n, 4n]);
      expect(await under({ truncateBefore: 4 })).toEqual([4n]);
      expect(await under({ maxAge: 1000, owner: 'us' })).toEqual([0n, 1n, 2n, 3n, 4n]);
    }),
  );

  test.each([
    {
      what: 'forwards from the end',
      options: { direction: FORWARDS, fromRevision: END },
      all: { direction: FORWARDS, fromPosition: END },
    },
    { what: 'nothing at all', options: { maxCount: 0 }, all: { maxCount: 0 } },
  ] as const)('is an UnknownError for $what', ({ options, all }) =>
    withServer(async ({ client }) => {
      await client.appendToStream('a-1', countedTo(3), plain);
      expect(await rejection(revisions(client, options))).toMatchObject({ type: 'unknown' });
      expect(await rejection(collect(client.readAll(all)))).toMatchObject({ type: 'unknown' });
    })(),
  );
});

describe('reading everything of the stand-in', () => {
  test(
    'begins with the events of the system',
    withServer(async ({ client }) => {
      await client.appendToStream('a-1', countedTo(1), plain);
      const streams = (await collect(client.readAll())).map(({ event }) => event?.streamId ?? '');
      expect(streams.length).toBeGreaterThan(3);
      expect(streams.slice(0, -1).every((stream) => stream.startsWith('$'))).toBe(true);
      expect(streams.at(-1)).toBe('a-1');
    }),
  );

  test(
    'goes from a position that was given out, inclusive forwards and exclusive backwards',
    withServer(async ({ client }) => {
      await client.appendToStream('a-1', countedTo(5), plain);
      const all = await collect(client.readAll());
      const third = all.at(-3)?.event?.position ?? { commit: 0n, prepare: 0n };
      const from = async (direction: 'forwards' | 'backwards') =>
        (await collect(client.readAll({ direction, fromPosition: third, maxCount: 2 }))).map(
          ({ event }) => event?.revision,
        );
      expect(await from(FORWARDS)).toEqual([2n, 3n]);
      expect(await from(BACKWARDS)).toEqual([1n, 0n]);
      const back = await collect(client.readAll({ direction: BACKWARDS, fromPosition: END }));
      expect(back).toEqual(all.toReversed());
    }),
  );

  test(
    'from a position that no record has is an UnknownError',
    withServer(async ({ client }) => {
      await client.appendToStream('a-1', countedTo(2), plain);
      const last = (await collect(client.readAll())).at(-1)?.event?.position.commit ?? 0n;
      const fromPosition = { commit: last - 1n, prepare: last - 1n };
      expect(await rejection(collect(client.readAll({ fromPosition })))).toMatchObject({
        type: 'unknown',
      });
    }),
  );

  test(
    'sends no more than the reader takes',
    withServer(async ({ server, client }) => {
      const data = JSON.stringify({ text: 'x'.repeat(2_000) });
      for (let each = 0; each < 799; each++) {
        void server.plant('long', { type: 't', data, metadata: '{}' });
      }
      await server.plant('long', { type: 't', data, metadata: '{}' });
      const events = client.readStream('long')[Symbol.asyncIterator]();
      await events.next();
      await atRest(() => server.sent('read'));
      // Far more is stored. What goes out unread fits the windows and buffers on the way.
      expect(server.sent('read')).toBeLessThan(400);
      let read = 1;
      while ((await events.next()).done !== true) read++;
      expect(read).toBe(800);
    }),
  );
});

describe('the system projections of the stand-in', () => {
  test(
    'link every event to its category, metadata and tombstones too, and the links resolve',
    withServer(
      async ({ client }) => {
        await client.appendToStream('order-1', countedTo(2), plain);
        await client.appendToStream('order-2', countedTo(1), plain);
        await client.deleteStream('order-1', plain);
        await client.tombstoneStream('order-2', plain);
        const links = await collect(client.readStream('$ce-order'));
        expect(links.map(({ event }) => event?.type)).toEqual(Array(5).fill('$>'));
        const read = await collect(client.readStream('$ce-order', { resolveLinkTos: true }));
        expect(read.map(({ link }) => Buffer.from(link?.data as Uint8Array).toString())).toEqual([
          '0@order-1',
          '1@order-1',
          '0@order-2',
          '0@$$order-1',
          `${2n ** 63n - 1n}@order-2`,
        ]);
        expect(read[3]?.event?.type).toBe('$metadata');
        expect(read[2]?.event).toBeUndefined();
      },
      { systemProjections: true },
    ),
  );
});
