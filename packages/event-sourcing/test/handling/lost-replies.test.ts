import { describe, expect, jest, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import {
  inMemoryEventStore,
  streamName,
  StoreUnavailableError,
  type CommandHandler,
  type EventStore,
} from '../../src/index.js';
import { fates, faulty, type Fate } from './faulty-store.js';
import { naiveHandler } from './naive-handler.js';
import {
  command,
  deposit,
  handlerOn,
  id,
  purseOf,
  recordedIn,
  withdraw,
  type Purses,
} from './purses.js';

describe('a store that never says what became of an append', () => {
  /** How often it is sent, where each sending takes so long. */
  const sendings = async (ms: number): Promise<number> => {
    let count = 0;
    let now = 0;
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => now);
    const send = async () => {
      count += 1;
      now += ms;
      return E.left({ _tag: 'OutcomeUnknown', reason: 'no answer', retry: send } as const);
    };
    const store = { ...inMemoryEventStore(), append: () => send };
    const answer = await handlerOn(store)(command('a', deposit('p', 1)), {});
    expect(answer).toMatchObject({ left: { _tag: 'OutcomeUnknown' } });
    clock.mockRestore();
    return count;
  };

  test('is sent it again five times', async () => {
    expect(await sendings(10)).toBe(6);
  });

  test('and takes its whole deadline to say nothing, is sent it again once', async () => {
    expect(await sendings(10_000)).toBe(2);
    expect(await sendings(4_000)).toBe(4);
  });
});

// Every sequence of four fates; what comes after them is fine.
const plans: ReadonlyArray<ReadonlyArray<Fate>> = [0, 1, 2, 3].reduce<
  ReadonlyArray<ReadonlyArray<Fate>>
>((longer) => longer.flatMap((plan) => fates.map((fate) => [...plan, fate])), [[]]);

const bodies = [
  ['one event', withdraw('p', 5), ['Withdrawn']],
  ['two events', withdraw('p', 150), ['Withdrawn', 'FeeTaken']],
] as const;

type MakeHandler = (store: EventStore) => CommandHandler<Purses>;

/** Handles one command under a plan, with a rival or without; what is wrong about the answers, if anything. */
const trial = async (
  make: MakeHandler,
  plan: ReadonlyArray<Fate>,
  body: (typeof bodies)[number],
  rival: boolean,
): Promise<ReadonlyArray<string>> => {
  const [, asked, types] = body;
  const store = inMemoryEventStore();
  await handlerOn(store)(command('start', deposit('p', 1000)), {});
  const unsteady = faulty(store, plan);
  const handle = make(unsteady);
  // A rival writes between the loading and the first sending: the decision has to be made again.
  const rivalled: EventStore = {
    ...unsteady,
    append: (stream, expected, events) => async () => {
      if (rival && stream === purseOf('p')) {
        rival = false;
        await handlerOn(store)(command('rival', deposit('p', 1)), {});
      }
      return unsteady.append(stream, expected, events)();
    },
  };
  const ours = async () =>
    (await recordedIn(store, purseOf('p'))).filter(
      ({ metadata }) => (metadata as { commandId: string }).commandId === 'w',
    );
  const wrong: Array<string> = [];
  const answer = await (rival ? make(rivalled) : handle)(command('w', asked), {});
  const written = (await ours()).map(({ type }) => type);
  if (E.isRight(answer)) {
    if (answer.right.repeated) wrong.push('took its own events for those of another delivery');
    const ids = (await ours()).map((event) => event.id);
    if (answer.right.events.map((event) => event.id).join() !== ids.join()) {
      wrong.push(`answered other events than the ${String(ids.length)} written`);
    }
  } else if (answer.left._tag !== 'OutcomeUnknown' && written.length > 0) {
    wrong.push(`${answer.left._tag}, though written`);
  }
  // Whatever the answer was: delivered again, here or elsewhere, it stands there once.
  for (const again of [handle, handlerOn(store)]) {
    const settled = await again(command('w', asked), {});
    if (E.isLeft(settled)) continue;
    const recorded = await recordedIn(store, purseOf('p'));
    if (recorded.filter(({ type }) => type === 'Withdrawn').length !== 1) wrong.push('a duplicate');
  }
  const final = (await ours()).map(({ type }) => type);
  if (final.join() !== types.join()) wrong.push(`recorded ${final.join() || 'nothing'}`);
  return wrong;
};

const wrongAnswers = async (make: MakeHandler): Promise<ReadonlyArray<string>> => {
  const found: Array<string> = [];
  for (const plan of plans) {
    for (const body of bodies) {
      for (const rival of [false, true]) {
        const wrong = await trial(make, plan, body, rival);
        found.push(...wrong.map((what) => `${body[0]}, ${plan.join(', ')}: ${what}`));
      }
    }
  }
  return found;
};

describe('an append whose reply is lost (reliability A3)', () => {
  test('given every sequence of four fates, one and two events, a rival or none: no duplicate, no wrong answer', async () => {
    expect(await wrongAnswers((store) => handlerOn(store))).toEqual([]);
    expect(plans).toHaveLength(625);
  });

  test('given a handler that loads and decides again first, then the same trials find its duplicates', async () => {
    const found = await wrongAnswers((store) => naiveHandler(store, 'reloads before retrying'));
    expect(found.some((what) => what.endsWith('a duplicate'))).toBe(true);
  });

  test('given a lost reply, when it is sent again, then the same bytes at the same revision', async () => {
    const store = inMemoryEventStore();
    const sent: Array<string> = [];
    const spied: EventStore = {
      ...store,
      append: (stream, expected, events) => async () => {
        sent.push(JSON.stringify([stream, expected, events]));
        return store.append(stream, expected, events)();
      },
    };
    const handle = handlerOn(faulty(spied, ['lost after the write', 'lost after the write']));
    const answer = await handle(command('a', deposit('p', 5)), {});
    expect(sent).toHaveLength(3);
    expect(new Set(sent).size).toBe(1);
    expect(answer).toMatchObject({ right: { repeated: false, events: [{ revision: 0 }] } });
  });

  test('given the reply stays lost, then OutcomeUnknown, whose retry is the same append', async () => {
    const store = inMemoryEventStore();
    const plan = Array.from({ length: 6 }, () => 'lost before the write' as const);
    const answer = await handlerOn(faulty(store, plan))(command('a', deposit('p', 5)), {});
    if (E.isRight(answer) || answer.left._tag !== 'OutcomeUnknown') throw new Error('no');
    expect(await recordedIn(store)).toEqual([]);
    expect(E.isRight(await answer.left.retry())).toBe(true);
    expect(await recordedIn(store)).toHaveLength(1);
  });

  test('given the store can no longer be read when the doubt should be settled, then OutcomeUnknown, not StoreUnavailable', async () => {
    const store = inMemoryEventStore();
    let reads = 0;
    const unsteady = faulty(store, ['lost after the write', 'conflict after the write']);
    const handle = handlerOn({
      ...unsteady,
      read: (stream, options) => {
        reads += 1;
        if (reads > 2) throw new StoreUnavailableError('away');
        return store.read(stream, options);
      },
    });
    const answer = await handle(command('a', deposit('p', 5)), {});
    expect(answer).toMatchObject({ left: { _tag: 'OutcomeUnknown' } });
    expect(await recordedIn(store)).toHaveLength(1);
  });

  test('given a refusal whose reply is lost, then it is recorded once and stays', async () => {
    for (const plan of plans.slice(0, 125)) {
      const store = inMemoryEventStore();
      const handle = handlerOn(faulty(store, plan));
      const asked = command('w', withdraw('p', 5));
      for (let n = 0; n < 6; n++) await handle(asked, {});
      expect(await handle(asked, {})).toMatchObject({ left: { _tag: 'Overdrawn' } });
      expect(await recordedIn(store)).toHaveLength(1);
      expect(await recordedIn(store, streamName('refusal', id('w')))).toHaveLength(1);
    }
  });
});

describe('an append that conflicts', () => {
  /** A rival gets in before each of the first appends. */
  const contended = (store: EventStore, times: number): EventStore => {
    let left = times;
    return {
      ...store,
      append: (stream, expected, events) => async () => {
        if (left > 0) {
          left -= 1;
          await handlerOn(store)(command(`rival-${left}`, deposit('p', 1)), {});
        }
        return store.append(stream, expected, events)();
      },
    };
  };

  test.each([0, 1, 5])(
    'given %p rivals, then it is decided again on what they left, and recorded',
    async (rivals) => {
      const store = inMemoryEventStore();
      await handlerOn(store)(command('start', deposit('p', 10)), {});
      const waits: Array<number> = [];
      const handle = handlerOn(contended(store, rivals), {
        backOff: async (attempt) => {
          waits.push(attempt);
        },
      });
      const answer = await handle(command('w', withdraw('p', 5)), {});
      expect(answer).toMatchObject({
        right: { events: [{ event: { data: { before: 10 + rivals } } }] },
      });
      expect(waits).toEqual(Array.from({ length: rivals }, (_, n) => n + 1));
    },
  );

  test('given six rivals, then Contention, nothing written, and sending again is safe', async () => {
    const store = inMemoryEventStore();
    const handle = handlerOn(contended(store, 6));
    const answer = await handle(command('w', deposit('p', 5)), {});
    expect(answer).toMatchObject({ left: { _tag: 'Contention', attempts: 6, stream: 'purse-p' } });
    expect(await recordedIn(store)).toHaveLength(6);
    expect(E.isRight(await handle(command('w', deposit('p', 5)), {}))).toBe(true);
  });

  test('given a rival and an expected revision, then ConcurrencyConflict instead of a second decision', async () => {
    const store = inMemoryEventStore();
    const handle = handlerOn(contended(store, 1));
    const asked = command('w', deposit('p', 5), { expectedRevision: -1 });
    expect(await handle(asked, {})).toMatchObject({
      left: { _tag: 'ConcurrencyConflict', expected: -1, actual: 0 },
    });
  });
});
