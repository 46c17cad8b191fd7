import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { NoStream, type OutcomeUnknown } from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import { eventStoreOn } from '../src/sqlite-event-store.js';
import { FaultyConnection } from './faulty-connection.js';
import { collect, idsOf, newEvent, stream } from './new-event.js';
import { temporaryDirectory } from './temporary-directory.js';

const directory = temporaryDirectory();
let files = 0;

const openFaulty = async () => {
  const faulty = new FaultyConnection();
  const store = await eventStoreOn({ path: join(directory, `${files++}.db`) }, faulty.connect);
  faulty.ran.length = 0;
  const count = (sql: string) => faulty.ran.filter((ran) => ran.startsWith(sql)).length;
  return { store, faulty, count };
};

const twenty = Array.from({ length: 20 }, (_, at) => ({ name: stream(`s${at}`), at }));

describe('group commit', () => {
  test('appends of one tick share one transaction, and later ones have their own', async () => {
    const { store, count } = await openFaulty();
    await Promise.all(twenty.map(({ name }) => store.append(name, NoStream, [newEvent()])()));
    expect(count('commit')).toBe(1);
    await store.append(stream('later'), NoStream, [newEvent()])();
    expect(count('commit')).toBe(2);
    expect(await collect(store.readAll())).toHaveLength(21);
    await store.close();
  });

  test('nothing runs while nobody appends or subscribes', async () => {
    const { store, faulty } = await openFaulty();
    await store.append(stream('s'), NoStream, [newEvent()])();
    faulty.ran.length = 0;
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(faulty.ran).toEqual([]);
    await store.close();
  });

  test('each append of a group has its own revision check: a conflict does not hurt neighbours', async () => {
    const { store, count } = await openFaulty();
    await store.append(stream('s3'), NoStream, [newEvent()])();
    const answers = await Promise.all(
      twenty.map(({ name }) => store.append(name, NoStream, [newEvent(), newEvent()])()),
    );
    expect(count('commit')).toBe(2);
    expect(answers.filter(E.isLeft)).toEqual([
      E.left({ _tag: 'RevisionConflict', stream: stream('s3'), expected: NoStream, actual: 0 }),
    ]);
    expect(await collect(store.readAll())).toHaveLength(1 + 19 * 2);
    await store.close();
  });

  test('appends to one stream in one group follow each other, and the one too many conflicts', async () => {
    const { store, count } = await openFaulty();
    const [first, second, late] = [newEvent(), newEvent(), newEvent()];
    const answers = await Promise.all([
      store.append(stream('s'), NoStream, [first])(),
      store.append(stream('s'), 0, [second])(),
      store.append(stream('s'), 0, [late])(),
    ]);
    expect(answers.map(E.isRight)).toEqual([true, true, false]);
    expect(count('commit')).toBe(1);
    expect(idsOf(await collect(store.read(stream('s'))))).toEqual(idsOf([first, second]));
    await store.close();
  });

  test('what fails inside the group is undone alone, all of it, and its neighbours are kept', async () => {
    const { store, faulty } = await openFaulty();
    // The savepoint of the append of two events is released only when both are in.
    faulty.fail('release', 'SQLITE_IOERR');
    const [alone, both] = await Promise.all([
      store.append(stream('alone'), NoStream, [newEvent()])(),
      store.append(stream('both'), NoStream, [newEvent(), newEvent()])(),
    ]);
    faulty.heal();
    expect(E.isRight(alone)).toBe(true);
    expect(E.isLeft(both) && both.left._tag).toBe('StoreUnavailable');
    expect((await collect(store.readAll())).map((event) => event.stream)).toEqual([
      stream('alone'),
    ]);
    const again = await store.append(stream('both'), NoStream, [newEvent(), newEvent()])();
    expect(E.isRight(again)).toBe(true);
    await store.close();
  });

  test('more than a group holds goes into several, and all of it is answered', async () => {
    const { store, count } = await openFaulty();
    const appends = Array.from({ length: 2_500 }, (_, at) =>
      store.append(stream(`s${at}`), NoStream, [newEvent()])(),
    );
    expect((await Promise.all(appends)).every(E.isRight)).toBe(true);
    expect(count('commit')).toBe(3);
    await store.close();
  });

  test('closing answers what was appended before it', async () => {
    const { store } = await openFaulty();
    const appends = twenty.map(({ name }) => store.append(name, NoStream, [newEvent()])());
    const closed = store.close();
    expect((await Promise.all(appends)).every(E.isRight)).toBe(true);
    await closed;
  });
});

describe('a commit that fails', () => {
  const unknownOf = (answer: E.Either<unknown, unknown>): OutcomeUnknown => {
    if (E.isLeft(answer) && isUnknown(answer.left)) return answer.left;
    throw new Error(`not unknown: ${JSON.stringify(answer)}`);
  };
  const isUnknown = (error: unknown): error is OutcomeUnknown =>
    typeof error === 'object' &&
    error !== null &&
    '_tag' in error &&
    error._tag === 'OutcomeUnknown';

  test.each(['before', 'after'] as const)(
    'is OutcomeUnknown for all of the group; a retry writes once, where the fault came %s the commit',
    async (when) => {
      const { store, faulty } = await openFaulty();
      const events = twenty.map(() => [newEvent(), newEvent()] as const);
      faulty.fail('commit', 'SQLITE_IOERR_FSYNC', when);
      const answers = await Promise.all(
        twenty.map(({ name, at }) => store.append(name, NoStream, events[at] ?? [newEvent()])()),
      );
      const unknown = answers.map(unknownOf);
      const retriedInVain = await unknown[0]?.retry();
      expect(retriedInVain && unknownOf(retriedInVain)._tag).toBe('OutcomeUnknown');
      faulty.heal();
      const retried = await Promise.all(unknown.map(({ retry }) => retry()));
      expect(retried.map((answer) => E.isRight(answer) && answer.right.revision)).toEqual(
        twenty.map(() => 1),
      );
      expect(idsOf(await collect(store.readAll())).toSorted()).toEqual(
        idsOf(events.flat()).toSorted(),
      );
      await store.close();
    },
  );

  test('has retries that lose to whoever came in between, and say so', async () => {
    const { store, faulty } = await openFaulty();
    faulty.fail('commit', 'SQLITE_IOERR');
    const unknown = unknownOf(await store.append(stream('s'), NoStream, [newEvent()])());
    faulty.heal();
    await store.append(stream('s'), NoStream, [newEvent()])();
    const retried = await unknown.retry();
    expect(E.isLeft(retried) && retried.left._tag).toBe('RevisionConflict');
    await store.close();
  });

  test('for want of room has written nothing, and is StoreUnavailable', async () => {
    const { store, faulty } = await openFaulty();
    faulty.fail('commit', 'SQLITE_FULL');
    const answer = await store.append(stream('s'), NoStream, [newEvent()])();
    expect(answer).toEqual(E.left({ _tag: 'StoreUnavailable', reason: 'the disk is full' }));
    faulty.heal();
    expect(await collect(store.readAll())).toEqual([]);
    await store.close();
  });

  test('and cannot be rolled back leaves a store that writes no more, and says to open it again', async () => {
    const { store, faulty } = await openFaulty();
    faulty.fail('commit', 'SQLITE_IOERR');
    faulty.fail('rollback', 'SQLITE_IOERR');
    unknownOf(await store.append(stream('s'), NoStream, [newEvent()])());
    faulty.heal();
    const answer = await store.append(stream('s'), NoStream, [newEvent()])();
    expect(answer).toMatchObject({
      left: { _tag: 'StoreUnavailable', reason: expect.stringContaining('open the store again') },
    });
    await store.close();
  });
});
