import { describe, expect, test } from '@jest/globals';
import { NO_STREAM, STREAM_EXISTS } from '@eventstore/db-client';
import { collect, counted, countedTo, plain, rejection, withServer } from './with-server.js';

const deleted = { type: 'stream-deleted' };
const conflict = { type: 'wrong-expected-version' };

describe('a stream of the stand-in that is deleted softly', () => {
  test(
    'is missing to readers, and goes on with the next revision',
    withServer(async ({ client }) => {
      await client.appendToStream('a-1', countedTo(3), plain);
      await client.deleteStream('a-1', plain);
      expect(await rejection(collect(client.readStream('a-1')))).toMatchObject({
        type: 'stream-not-found',
      });
      const again = await client.appendToStream('a-1', counted(7), {
        expectedRevision: NO_STREAM,
        ...plain,
      });
      expect(again.nextExpectedRevision).toBe(3n);
      const revisions = (await collect(client.readStream('a-1'))).map(
        ({ event }) => event?.revision,
      );
      expect(revisions).toEqual([3n]);
    }),
  );

  test(
    'tells its true last revision to who expects a wrong one, and takes the right one',
    withServer(async ({ client }) => {
      await client.appendToStream('a-1', countedTo(3), plain);
      await client.deleteStream('a-1', plain);
      const at = (expectedRevision: bigint) =>
        client.appendToStream('a-1', counted(7), { expectedRevision, ...plain });
      expect(await rejection(at(1n))).toMatchObject({ ...conflict, actualVersion: 2n });
      expect(await at(2n)).toMatchObject({ nextExpectedRevision: 3n });
    }),
  );

  test(
    'is StreamDeleted to an append or a tombstone that expects it to exist',
    withServer(async ({ client }) => {
      await client.appendToStream('a-1', countedTo(3), plain);
      await client.deleteStream('a-1', plain);
      expect(
        await rejection(
          client.appendToStream('a-1', counted(7), { expectedRevision: STREAM_EXISTS, ...plain }),
        ),
      ).toMatchObject(deleted);
      expect(
        await rejection(
          client.tombstoneStream('a-1', { expectedRevision: existing as 'any', ...plain }),
        ),
      ).toMatchObject(deleted);
    }),
  );

  test(
    'stays deleted when its first event is sent again, which succeeds without a position',
    withServer(async ({ client }) => {
      const [first, ...others] = [counted(0), counted(1)] as const;
      await client.appendToStream('a-1', [first, ...others], plain);
      await client.deleteStream('a-1', plain);
      const again = await client.appendToStream('a-1', first, {
        expectedRevision: NO_STREAM,
        ...plain,
      });
      expect(again).toMatchObject({ success: true, nextExpectedRevision: 0n });
      expect(again.position).toBeUndefined();
      expect(await rejection(collect(client.readStream('a-1')))).toMatchObject({
        type: 'stream-not-found',
      });
    }),
  );

  test(
    'does not exist before: to delete a missing stream is a conflict',
    withServer(async ({ client }) => {
      expect(await rejection(client.deleteStream('none', plain))).toMatchObject({
        ...conflict,
        actualVersion: -1n,
      });
    }),
  );
});

// The types of the client leave it out for tombstones; its code sends it.
const existing: string = STREAM_EXISTS;

describe('a stream of the stand-in under a tombstone', () => {
  test(
    'is StreamDeleted to everybody, and so is its metadata',
    withServer(async ({ client }) => {
      await client.appendToStream('a-1', countedTo(2), plain);
      await client.tombstoneStream('a-1', plain);
      const attempts = [
        collect(client.readStream('a-1')),
        client.appendToStream('a-1', counted(3), plain),
        client.getStreamMetadata('a-1'),
        client.setStreamMetadata('a-1', { maxCount: 1 }, plain),
        client.deleteStream('a-1', plain),
        client.tombstoneStream('a-1', plain),
      ];
      for (const attempt of attempts) expect(await rejection(attempt)).toMatchObject(deleted);
    }),
  );

  test(
    'is told of in the whole log, at the last of all revisions',
    withServer(async ({ server, client }) => {
      await client.tombstoneStream('never-written', plain);
      expect(server.events().at(-1)).toMatchObject({
        stream: 'never-written',
        type: '$streamDeleted',
        revision: 2n ** 63n - 1n,
      });
    }),
  );
});
