import { describe, expect, test } from '@jest/globals';
import { binaryEvent, NO_STREAM, STREAM_EXISTS } from '@eventstore/db-client';
import { collect, counted, countedTo, plain, rejection, withServer } from './with-server.js';

describe('appending to the stand-in', () => {
  test(
    'answers the revision of the last event and its position',
    withServer(async ({ server, client }) => {
      const answer = await client.appendToStream('a-1', countedTo(3), {
        expectedRevision: NO_STREAM,
        ...plain,
      });
      expect(answer).toMatchObject({ success: true, nextExpectedRevision: 2n });
      const last = server.events().at(-1);
      expect(last).toMatchObject({ stream: 'a-1', revision: 2n, data: '{"n":2}' });
      expect(answer.position?.commit).toBe(last?.position);
    }),
  );

  test(
    'at another revision than the stream has is a conflict that names both',
    withServer(async ({ client }) => {
      await client.appendToStream('a-1', countedTo(3), plain);
      const at = async (expectedRevision: bigint | 'no_stream' | 'stream_exists', stream = 'a-1') =>
        rejection(client.appendToStream(stream, counted(9), { expectedRevision, ...plain }));
      const conflict = { type: 'wrong-expected-version', streamName: 'a-1' };
      expect(await at(NO_STREAM)).toMatchObject({ ...conflict, actualVersion: 2n });
      expect(await at(1n)).toMatchObject({ ...conflict, expectedVersion: 1n, actualVersion: 2n });
      expect(await at(7n)).toMatchObject({ ...conflict, expectedVersion: 7n, actualVersion: 2n });
      expect(await at(STREAM_EXISTS, 'none')).toMatchObject({
        expectedVersion: 'stream_exists',
        actualVersion: 'no_stream',
      });
    }),
  );

  test(
    'of one event too large is refused by the bytes of its data',
    withServer(async ({ client }) => {
      const event = (bytes: number) => binaryEvent({ type: 'b', data: Buffer.alloc(bytes) });
      await client.appendToStream('big', event(1024 * 1024), plain);
      const refused = await rejection(client.appendToStream('big', event(1024 * 1024 + 1), plain));
      expect(refused).toMatchObject({
        type: 'maximum-append-size-exceeded',
        maxAppendSize: 1024 * 1024,
      });
      expect(await collect(client.readStream('big'))).toHaveLength(1);
    }),
  );
});
