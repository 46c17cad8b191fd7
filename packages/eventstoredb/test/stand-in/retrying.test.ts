import { describe, expect, test } from '@jest/globals';
import {
  type EventStoreDBClient,
  type EventType,
  type EventData,
  NO_STREAM,
} from '@eventstore/db-client';
import { collect, counted, countedTo, plain, rejection, withServer } from './with-server.js';

const appended = (
  client: EventStoreDBClient,
  events: ReadonlyArray<EventData<EventType>>,
  expectedRevision: bigint | 'no_stream' | 'any' = NO_STREAM,
) => client.appendToStream('a-1', [...events], { expectedRevision, ...plain });

describe('appending the same events again to the stand-in', () => {
  test(
    'at the same exact revision is answered as the first time, however much was written since',
    withServer(async ({ server, client }) => {
      const first = countedTo(2);
      const second = [counted(7)];
      const answers = [await appended(client, first), await appended(client, second, 1n)];
      for (let later = 2n; later < 202n; later++) await appended(client, [counted(0)], later);
      const before = server.events().length;
      expect(await appended(client, first)).toEqual(answers[0]);
      expect(await appended(client, second, 1n)).toEqual(answers[1]);
      server.kill();
      await server.restart();
      await rejection(appended(client, first));
      expect(await appended(client, first)).toEqual(answers[0]);
      expect(server.events()).toHaveLength(before);
    }),
  );

  test(
    'succeeds for the first of them, and conflicts for the last of them, another order or more of them',
    withServer(async ({ client }) => {
      const [one, two, three] = [counted(1), counted(2), counted(3)] as const;
      await appended(client, [one, two]);
      expect(await appended(client, [one])).toMatchObject({ nextExpectedRevision: 0n });
      for (const other of [[two], [two, one], [one, two, three]]) {
        expect(await rejection(appended(client, other))).toMatchObject({
          type: 'wrong-expected-version',
          actualVersion: 1n,
        });
      }
    }),
  );

  test(
    'compares the ids, never the data',
    withServer(async ({ client }) => {
      const event = counted(1);
      await appended(client, [event]);
      expect(await appended(client, [{ ...event, data: { n: 2 } }])).toMatchObject({
        nextExpectedRevision: 0n,
      });
      const [read] = await collect(client.readStream('a-1'));
      expect(read?.event?.data).toEqual({ n: 1 });
    }),
  );

  test(
    'with any revision finds them while the server remembers, and writes them again when it has forgotten',
    withServer(
      async ({ client }) => {
        const events = countedTo(2);
        await appended(client, events, 'any');
        expect(await appended(client, events, 'any')).toMatchObject({ nextExpectedRevision: 1n });
        await appended(client, countedTo(10), 'any');
        expect(await appended(client, events, 'any')).toMatchObject({ nextExpectedRevision: 13n });
      },
      { rememberedIds: 10 },
    ),
  );

  test(
    'with any revision writes them again after a restart',
    withServer(async ({ server, client }) => {
      const events = countedTo(2);
      await appended(client, events, 'any');
      server.kill();
      await server.restart();
      await rejection(appended(client, [counted(0)], 'any'));
      expect(await appended(client, events, 'any')).toMatchObject({ nextExpectedRevision: 3n });
    }),
  );

  test(
    'without a position where the events are truncated',
    withServer(async ({ client }) => {
      const events = countedTo(3);
      await appended(client, events);
      await client.setStreamMetadata('a-1', { truncateBefore: 3 }, plain);
      const again = await appended(client, events);
      expect(again).toMatchObject({ success: true, nextExpectedRevision: 2n });
      expect(again.position).toBeUndefined();
    }),
  );

  test(
    'while the first sending is not committed is never answered, and writes nothing',
    withServer(async ({ server, client }) => {
      const events = countedTo(2);
      const release = server.holdCommits();
      const original = appended(client, events);
      const duplicate = client.appendToStream('a-1', events, {
        expectedRevision: NO_STREAM,
        deadline: 300,
        ...plain,
      });
      expect(await rejection(duplicate)).toMatchObject({ type: 'deadline-exceeded' });
      release();
      expect(await original).toMatchObject({ nextExpectedRevision: 1n });
      expect(await collect(client.readStream('a-1'))).toHaveLength(2);
    }),
  );
});
