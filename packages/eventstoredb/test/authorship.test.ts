import { NoStream } from '@partner-incentives/event-sourcing';
import { describe, expect, jest, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import { count, damage, handlerOn } from './counting.js';
import { collect, newEvent, shortDeadlines, stream, withStores } from './with-stores.js';

// For a machine that is busy; a deadline to catch what hangs.
jest.setTimeout(60_000);

const racing = { appendMs: 300 };

describe('events that were there already are told from those that an append wrote', () => {
  test(
    'what another process wrote before this one began has no position in the answer',
    withStores(async ({ store, another }) => {
      const event = newEvent();
      expect(await another().append(stream('a'), NoStream, [event])()).toMatchObject(
        E.right({ position: expect.any(String) }),
      );
      expect(await store.append(stream('a'), NoStream, [event])()).toEqual(
        E.right({ revision: 0 }),
      );
    }),
  );

  test(
    'nor has what another delivery wrote meanwhile, with other metadata',
    withStores(async ({ store, another }) => {
      const other = another();
      for (const each of [store, other])
        await each.append(stream('warm'), NoStream, [newEvent()])();
      const event = newEvent();
      const theirs = { ...event, metadata: { by: 'another delivery' } };
      expect(await other.append(stream('a'), NoStream, [theirs])()).toMatchObject(
        E.right({ position: expect.any(String) }),
      );
      expect(await store.append(stream('a'), NoStream, [event])()).toEqual(
        E.right({ revision: 0 }),
      );
    }),
  );

  test(
    'what was written to a stream that hides it is our own, and has one',
    withStores(async ({ store, bare }) => {
      await bare.setStreamMetadata('note-a', { truncateBefore: 10 });
      expect(await store.append(stream('a'), NoStream, [newEvent()])()).toEqual(
        E.right({ revision: 0, position: expect.any(String) }),
      );
      expect(await collect(store.read(stream('a')))).toEqual([]);
    }),
  );

  test(
    'a sending that was lost and repeated is our own, and has one',
    withStores(async ({ server, store }) => {
      await store.append(stream('warm'), NoStream, [newEvent()])();
      server.faults.next('append').dropReply('after the commit');
      const answer = await store.append(stream('a'), NoStream, [newEvent()])();
      if (E.isRight(answer) || answer.left._tag !== 'OutcomeUnknown') throw new Error('not lost');
      expect(await answer.left.retry()).toEqual(
        E.right({ revision: 0, position: expect.any(String) }),
      );
    }),
  );

  test(
    'where that cannot be found out in time, the fate is unknown, and a retry says',
    withStores(
      async ({ server, store }) => {
        await store.append(stream('warm'), NoStream, [newEvent()])();
        server.faults.next('read').hang();
        const answer = await store.append(stream('a'), NoStream, [newEvent()])();
        if (E.isRight(answer) || answer.left._tag !== 'OutcomeUnknown') throw new Error('known');
        expect(await answer.left.retry()).toMatchObject(E.right({ position: expect.any(String) }));
      },
      { deadlines: shortDeadlines },
    ),
  );

  test(
    'a command delivered to two processes at once counts once, and the chain holds in both',
    withStores(
      async ({ store, another }) => {
        // Of two sendings of the same events at the same time the server may answer one only: it is sent again.
        const handlers = [
          handlerOn(store, '2024-03-01T00:00:01.000Z'),
          handlerOn(another(undefined, racing), '2024-03-01T00:00:02.000Z'),
        ];
        const counted = new Map<string, 1 | 2>();
        for (let command = 0; command < 10; command++) {
          const times = command % 2 === 0 ? 1 : 2;
          counted.set(`c${command}`, times);
          const answers = await Promise.all(
            handlers.map((handle) => count(handle, `c${command}`, 'a', times)),
          );
          for (const answer of answers) expect(answer).toMatchObject(E.right({}));
        }
        expect(await damage(store, 'a', counted)).toEqual([]);
      },
      { deadlines: racing },
    ),
  );
});
