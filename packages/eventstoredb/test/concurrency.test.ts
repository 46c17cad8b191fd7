import { NoStream } from '@partner-incentives/event-sourcing';
import { describe, expect, jest, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import { collect, ids, newEvent, newEvents, stream, withStores } from './with-stores.js';

// For a machine that is busy; a deadline to catch what hangs.
jest.setTimeout(60_000);

describe('many writers', () => {
  test(
    'of 50 on one stream exactly one wins each revision, and the others are told where it stands',
    withStores(async ({ another }) => {
      const writers = Array.from({ length: 50 }, () => another(undefined, {}));
      const winners: string[] = [];
      for (let expected = NoStream; expected < 9; expected++) {
        const answers = await Promise.all(
          writers.map(async (store) => {
            const event = newEvent();
            return { event, answer: await store.append(stream('a'), expected, [event])() };
          }),
        );
        const won = answers.filter(({ answer }) => E.isRight(answer));
        expect(won).toHaveLength(1);
        winners.push(...won.map(({ event }) => event.id));
        for (const { answer } of answers) {
          if (E.isLeft(answer)) {
            const conflict = { _tag: 'RevisionConflict', stream: stream('a'), expected };
            expect(answer.left).toEqual({ ...conflict, actual: expected + 1 });
          }
        }
      }
      const [store] = writers;
      expect(store && ids(await collect(store.read(stream('a'))))).toEqual(winners);
    }),
  );

  test(
    'of 200 on streams of their own each gets its own answers, whatever befalls a fifth of them',
    withStores(async ({ server, another }) => {
      const stores = Array.from({ length: 10 }, () => another(undefined, {}));
      await Promise.all(stores.map((each) => each.head()));
      const doomed = another();
      await doomed.head();
      const lost = Array.from({ length: 50 }, (_, at) =>
        doomed.append(stream(`doomed${at}`), NoStream, [newEvent()])(),
      );
      const writers = Array.from({ length: 200 }, async (_, at) => {
        const [first, second] = [newEvents(2), newEvents(1)];
        const store = stores[at % stores.length] ?? doomed;
        const answers = [
          await store.append(stream(`s${at}`), NoStream, first)(),
          await store.append(stream(`s${at}`), 1, second)(),
          await store.append(stream(`s${at}`), 1, newEvents(1))(),
        ];
        expect(answers).toMatchObject([
          E.right({ revision: 1 }),
          E.right({ revision: 2 }),
          E.left({ _tag: 'RevisionConflict', stream: stream(`s${at}`), expected: 1, actual: 2 }),
        ]);
        return ids([...first, ...second]);
      });
      await doomed.close();
      const written = (await Promise.all(writers)).flat();
      for (const answer of await Promise.all(lost)) {
        if (E.isLeft(answer)) expect(answer.left._tag).toMatch(/OutcomeUnknown|StoreUnavailable/);
      }
      const stored = server.events().filter(({ stream: name }) => /^note-s\d/.test(name));
      expect(ids(stored).toSorted()).toEqual(written.toSorted());
    }),
  );
});
