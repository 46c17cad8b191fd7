import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import {
  binaryEvent,
  type EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  STREAM_EXISTS,
} from '@eventstore/db-client';
import { collect, counted, countedTo, plain, rejection, withServer } from './with-server.js';

describe.each([
  { way: 'Append', by: plain, rpc: 'append' },
  { way: 'BatchAppend', by: {}, rpc: 'batchAppend' },
] as const)('appending to the stand-in by $way', ({ by, rpc }) => {
  test(
    'answers the revision of the last event and its position',
    withServer(async ({ server, client }) => {
      const answer = await client.appendToStream('a-1', countedTo(3), {
        expectedRevision: NO_STREAM,
        ...by,
      });
      expect(answer).toMatchObject({ success: true, nextExpectedRevision: 2n });
      const last = server.events().at(-1);
      expect(last).toMatchObject({ stream: 'a-1', revision: 2n, data: '{"n":2}' });
      expect(answer.position?.commit).toBe(last?.position);
      expect(server.served(rpc)).toBe(1);
    }),
  );

  test(
    'at another revision than the stream has is a conflict that names both',
    withServer(async ({ client }) => {
      await client.appendToStream('a-1', countedTo(3), by);
      const at = async (expectedRevision: bigint | 'no_stream' | 'stream_exists', stream = 'a-1') =>
        rejection(client.appendToStream(stream, counted(9), { expectedRevision, ...by }));
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
    'is refused by the data bytes of all its events together, and writes none of them',
    withServer(async ({ client }) => {
      const half = 512 * 1024;
      const event = (bytes: number) =>
        binaryEvent({ type: 'b', data: Buffer.alloc(bytes), metadata: Buffer.alloc(1_000) });
      await client.appendToStream('big', [event(half), event(half)], by);
      const refused = await rejection(
        client.appendToStream('big', [event(half), event(half + 1)], by),
      );
      expect(refused).toMatchObject({
        type: 'maximum-append-size-exceeded',
        maxAppendSize: 2 * half,
      });
      expect(await collect(client.readStream('big'))).toHaveLength(2);
    }),
  );

  test(
    'gives every event a position of its own, as a byte of a file has, not as the next number',
    withServer(async ({ client }) => {
      await client.appendToStream('a-1', countedTo(50), by);
      const read = await collect(client.readAll());
      const positions = read.map(({ event }) => event?.position.commit ?? 0n);
      positions.slice(1).forEach((position, index) => {
        expect(position).toBeGreaterThan((positions[index] ?? 0n) + 50n);
      });
    }),
  );
});

describe('appending to the stand-in', () => {
  const append = (
    client: EventStoreDBClient,
    { stream = 'a-1', ...event }: { stream?: string; id?: string; type?: string },
  ) => client.appendToStream(stream, jsonEvent({ type: 't', data: {}, ...event }), plain);

  test(
    'writes ids in lower case',
    withServer(async ({ client }) => {
      const id = randomUUID();
      await append(client, { id: id.toUpperCase() });
      const [read] = await collect(client.readStream('a-1'));
      expect(read?.event?.id).toBe(id);
    }),
  );

  test.each([
    { what: 'an id that is no UUID', event: { id: 'seven' } },
    { what: 'an empty type', event: { type: '' } },
    { what: 'an empty stream name', event: { stream: '' } },
  ])('refuses $what with an UnknownError', ({ event }) =>
    withServer(async ({ server, client }) => {
      const before = server.events().length;
      expect(await rejection(append(client, event))).toMatchObject({ type: 'unknown' });
      expect(server.events()).toHaveLength(before);
    })(),
  );

  test(
    'refuses a message above 16 MiB with an UnknownError of code 8',
    withServer(async ({ client }) => {
      const event = binaryEvent({ type: 'b', data: Buffer.alloc(16 * 1024 * 1024 + 1) });
      expect(await rejection(client.appendToStream('a-1', event, plain))).toMatchObject({
        type: 'unknown',
        code: 8,
      });
    }),
  );

  test(
    'nothing is answered, and to an empty list with revision 0',
    withServer(async ({ client }) => {
      expect(await client.appendToStream('a-1', [], plain)).toMatchObject({
        nextExpectedRevision: 0n,
      });
    }),
  );

  test(
    'keeps the texts that are planted, JSON or not',
    withServer(async ({ server, client }) => {
      await server.plant('a-1', { type: 't', data: '{"half":', metadata: 'none' });
      const [read] = await collect(client.readStream('a-1'));
      expect(read?.event).toMatchObject({ type: 't', revision: 0n, data: '{"half":' });
      expect(Buffer.from(read?.event?.metadata as Uint8Array).toString()).toBe('none');
    }),
  );
});
