import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import {
  decodeMetadata,
  inMemoryEventStore,
  inMemoryLog,
  streamName,
  type EventStore,
  type Instant,
  type NewEvent,
} from '../../src/index.js';
import {
  command,
  deposit,
  handlerOn,
  id,
  ines,
  limitOf,
  on,
  purseOf,
  recordedIn,
  typesIn,
  withdraw,
} from './purses.js';

const right = <A>(answer: E.Either<unknown, A>): A => {
  if (E.isLeft(answer)) throw new Error(JSON.stringify(answer.left));
  return answer.right;
};
const metadataIn = async (store: EventStore, stream: ReturnType<typeof purseOf>) =>
  (await recordedIn(store, stream)).map(({ metadata }) => right(decodeMetadata(metadata)));

describe('a command that was handled before (V-04)', () => {
  test('given its events, when it is delivered again, then the same events: here, in another process, after later events', async () => {
    const store = inMemoryEventStore();
    const handle = handlerOn(store);
    await handle(command('a', deposit('p', 200)), {});
    const first = right(await handle(command('b', withdraw('p', 150)), {}));
    expect(first).toMatchObject({ repeated: false, stream: 'purse-p' });
    expect(first.events.map(({ event }) => event.type)).toEqual(['Withdrawn', 'FeeTaken']);
    await handle(command('c', deposit('p', 1)), {});

    for (const another of [handle, handlerOn(store), handlerOn(store, { cacheSize: 0 })]) {
      const again = right(await another(command('b', withdraw('p', 150), { at: on(9) }), {}));
      expect(again).toEqual({ ...first, repeated: true });
    }
    expect(await typesIn(store)).toEqual(['Deposited', 'Withdrawn', 'FeeTaken', 'Deposited']);
  });

  test('given a stream of a hundred commands, when any of them is delivered again, then its events', async () => {
    const store = inMemoryEventStore();
    const handle = handlerOn(store);
    const at = (n: number) => command(`c${n}`, deposit('p', n));
    for (let n = 0; n < 100; n++) await handle(at(n), {});
    for (const n of [0, 31, 32, 33, 64, 99]) {
      const again = right(await handle(at(n), {}));
      expect(again.events.map(({ revision }) => revision)).toEqual([n]);
    }
    expect(await typesIn(store)).toHaveLength(100);
  });

  test.each([
    ['another body', deposit('p', 6), ines],
    ['another actor', deposit('p', 5), { kind: 'user', id: 'tom' }],
  ] as const)(
    'given its id with %s, then CommandIdReused, and nothing is written',
    async (_what, body, actor) => {
      const store = inMemoryEventStore();
      await handlerOn(store)(command('a', deposit('p', 5)), {});
      const answer = await handlerOn(store)(command('a', body, { actor }), {});
      expect(answer).toMatchObject({ left: { _tag: 'CommandIdReused', commandId: 'a' } });
      expect(await typesIn(store)).toEqual(['Deposited']);
    },
  );

  test('given a refusal, when it would succeed by now, then still the same refusal, recorded once in refusal-{commandId}', async () => {
    const store = inMemoryEventStore();
    const asked = command('a', withdraw('p', 5));
    const refused = await handlerOn(store)(asked, {});
    expect(refused).toMatchObject({ left: { _tag: 'Overdrawn', balance: 0, fixableBy: ['ines'] } });
    await handlerOn(store)(command('b', deposit('p', 9)), {});

    expect(await handlerOn(store)(asked, {})).toEqual(refused);
    expect(await handlerOn(store)(command('a', withdraw('p', 6)), {})).toMatchObject({
      left: { _tag: 'CommandIdReused' },
    });
    const [recorded, ...more] = await recordedIn(store, streamName('refusal', id('a')));
    expect(more).toEqual([]);
    expect(recorded).toMatchObject({
      type: 'CommandRefused',
      data: { commandType: 'Withdraw', stream: 'purse-p', rejection: { _tag: 'Overdrawn' } },
      metadata: { commandId: 'a', actor: ines },
    });
    expect(await typesIn(store, purseOf('p'))).toEqual(['Deposited']);
  });

  test('given a no-op, then nothing is recorded and the same command is decided again later', async () => {
    const store = inMemoryEventStore();
    const handle = handlerOn(store);
    const empty = command('a', { type: 'Empty', purse: 'p' });
    expect(await handle(empty, {})).toEqual(
      E.right({ stream: 'purse-p', events: [], repeated: false }),
    );
    expect(await typesIn(store)).toEqual([]);
    await handle(command('b', deposit('p', 9)), {});
    expect(right(await handle(empty, {})).events).toHaveLength(1);
  });

  test('given the same refused command at once in two processes with other bodies, then one refusal stands and the other is told its id is used', async () => {
    const store = inMemoryEventStore();
    const [first, second] = await Promise.all([
      handlerOn(store)(command('a', withdraw('p', 5)), {}),
      handlerOn(store)(command('a', withdraw('p', 6)), {}),
    ]);
    const tags = [first, second].map((answer) => (E.isLeft(answer) ? answer.left._tag : 'none'));
    expect(new Set(tags)).toEqual(new Set(['CommandIdReused', 'Overdrawn']));
  });

  test('given a refusal of one delivery and events of another, then the events count from then on', async () => {
    const store = inMemoryEventStore();
    await handlerOn(store)(command('a', deposit('p', 1)), {});
    const refusing = inMemoryEventStore();
    await handlerOn(refusing)(command('w', withdraw('p', 1)), {});
    const [refusal] = await recordedIn(refusing);
    await handlerOn(store)(command('w', withdraw('p', 1)), {});
    await store.append(streamName('refusal', id('w')), -1, [refusal as NewEvent])();
    expect(right(await handlerOn(store)(command('w', withdraw('p', 1)), {}))).toMatchObject({
      repeated: true,
      events: [{ event: { type: 'Withdrawn' } }],
    });
  });
});

describe('the revision that a caller saw (V-04)', () => {
  test.each([
    [-1, 'ConcurrencyConflict'],
    [0, undefined],
    [1, 'ConcurrencyConflict'],
  ])('given a stream at 0, when %p is expected, then %p', async (expectedRevision, tag) => {
    const store = inMemoryEventStore();
    await handlerOn(store)(command('a', deposit('p', 5)), {});
    const asked = command('b', deposit('p', 1), { expectedRevision });
    const answer = await handlerOn(store)(asked, {});
    if (tag === undefined) return expect(E.isRight(answer)).toBe(true);
    const conflict = { _tag: tag, expected: expectedRevision, actual: 0, stream: 'purse-p' };
    expect(answer).toMatchObject({ left: { ...conflict, rule: 'V-04' } });
    expect(await typesIn(store)).toEqual(['Deposited', 'CommandRefused']);
    await handlerOn(store)(command('c', deposit('p', 1)), {});
    expect(await handlerOn(store)(asked, {})).toEqual(answer);
    return undefined;
  });

  test('given a first command, when -1 is expected, then it is recorded', async () => {
    const store = inMemoryEventStore();
    const answer = await handlerOn(store)(
      command('a', deposit('p', 5), { expectedRevision: -1 }),
      {},
    );
    expect(E.isRight(answer)).toBe(true);
  });
});

describe('the facts of a decision', () => {
  const limits = async (store: EventStore) => {
    const handle = handlerOn(store);
    await handle(command('d', deposit('p', 1000)), {});
    // Recorded in this order; effective on these days.
    for (const [n, [day, most]] of (
      [
        [10, 50],
        [20, 90],
        [5, 20],
      ] as const
    ).entries()) {
      const set = { type: 'SetLimit', limit: 'l', most } as const;
      await handle(command(`l${n}`, set, { at: on(day) }), {});
    }
    return handle;
  };
  const asked = (day: number, asOf: boolean) =>
    command(`w${day}`, { ...withdraw('p', 30, 'l'), asOf } as never, { at: on(day) });

  test.each([
    [4, null],
    [5, 20],
    [9, 20],
    [10, 20],
    [20, 20],
  ])(
    'given limits effective 10, 20 and (late) 5 March, when asked as of %p March, then those effective by then count, in recorded order',
    async (day, most) => {
      const store = inMemoryEventStore();
      await limits(store);
      for (const handle of [handlerOn(store), handlerOn(store)]) {
        const answer = await handle(asked(day, true), {});
        if (most === 20) expect(answer).toMatchObject({ left: { _tag: 'OverLimit' } });
        else expect(right(answer).events[0]?.event.data).toMatchObject({ most });
      }
    },
  );

  test('given a limit read as of a day, then the basis says which stream, how far, and as of when', async () => {
    const store = inMemoryEventStore();
    const handle = await limits(store);
    await handle(asked(4, true), {});
    const [, withdrawal] = await metadataIn(store, purseOf('p'));
    expect(withdrawal?.basis).toEqual([{ stream: 'limit-l', revision: 2, asOf: on(4) }]);
  });

  test('given a late fact after the first question, when asked again from the cache, then it counts', async () => {
    const store = inMemoryEventStore();
    const handle = await limits(store);
    await handle(asked(9, true), {});
    const set = { type: 'SetLimit', limit: 'l', most: 40 } as const;
    await handlerOn(store)(command('late', set, { at: on(6) }), {});
    const again = command('again', { ...withdraw('p', 30, 'l'), asOf: true } as never, {
      at: on(9),
    });
    expect(right(await handle(again, {})).events[0]?.event.data).toMatchObject({ most: 40 });
  });

  test('given no such stream, then the fact is missing and the basis says -1', async () => {
    const store = inMemoryEventStore();
    const handle = handlerOn(store);
    await handle(command('d', deposit('p', 10)), {});
    await handle(command('w', withdraw('p', 5, 'none')), {});
    const [first, second] = await metadataIn(store, purseOf('p'));
    expect(first?.basis).toEqual([]);
    expect(second?.basis).toEqual([{ stream: 'limit-none', revision: -1 }]);
  });
});

describe('what is recorded with an event', () => {
  test('who, when, by which command and policy, for which account, caused by what', async () => {
    const store = inMemoryEventStore();
    let now = on(20);
    const handle = handlerOn(store, {
      clock: { now: () => now },
      policyVersion: ({ policy = '' }) => `hash of ${policy}`,
    });
    await handle(command('a', deposit('p', 5), { correlationId: 'chain' }), { policy: 'x' });
    now = on(19);
    await handle(command('b', deposit('p', 5)), { policy: 'y' });
    const [first, second] = await metadataIn(store, purseOf('p'));
    expect(first).toMatchObject({
      actor: ines,
      account: 'account-new',
      commandId: 'a',
      correlationId: 'chain',
      effectiveAt: on(1),
      policyVersion: 'hash of x',
    });
    expect(first).not.toHaveProperty('causationId');
    expect(second).toMatchObject({ account: 'account-5', correlationId: 'b' });
    // The clock went back; recordedAt did not.
    expect([first?.recordedAt, second?.recordedAt]).toEqual([on(20), on(20)]);
  });

  test('keys of data and metadata are in order, and what the caller gave is not frozen', async () => {
    const store = inMemoryEventStore();
    const actor = { kind: 'user' as const, id: 'ines' };
    await handlerOn(store)(command('a', deposit('p', 5), { actor }), {});
    const [event] = await recordedIn(store);
    const keys = Object.keys(event?.metadata as object).filter((key) => key !== 'chain');
    expect(keys).toEqual(keys.toSorted());
    expect(Object.isFrozen(actor)).toBe(false);
  });

  test('without a chain, events bear an empty link', async () => {
    const store = inMemoryEventStore();
    await handlerOn(store, { chain: false })(command('a', deposit('p', 5)), {});
    expect((await metadataIn(store, purseOf('p')))[0]?.chain).toBe('');
  });
});

describe('a reaction', () => {
  const reaction = (commandId: string, body: ReturnType<typeof deposit>, at: Instant) =>
    command(commandId, body, { at, causationId: 'the-event', correlationId: 'chain' });

  test('given a target further in time, then it happens at the target’s latest instant, and says what caused it', async () => {
    const store = inMemoryEventStore();
    const handle = handlerOn(store);
    await handle(command('a', deposit('p', 5), { at: on(12) }), {});
    await handle(command('late', deposit('p', 5), { at: on(3) }), {});
    await handlerOn(store)(reaction('r', deposit('p', 1), on(7)), {});
    await handlerOn(store)(reaction('s', deposit('p', 1), on(14)), {});
    const all = await metadataIn(store, purseOf('p'));
    expect(all.map(({ effectiveAt }) => effectiveAt)).toEqual([on(12), on(3), on(12), on(14)]);
    expect(all[2]).toMatchObject({ causationId: 'the-event', correlationId: 'chain' });
  });

  test('given it is refused, then that is its answer and nothing is recorded anywhere', async () => {
    const store = inMemoryEventStore();
    const answer = await handlerOn(store)(reaction('r', withdraw('p', 1), on(7)), {});
    expect(answer).toMatchObject({ left: { _tag: 'Overdrawn' } });
    expect(await typesIn(store)).toEqual([]);
  });
});

describe('what cannot be handled', () => {
  const broken = (event: Partial<NewEvent>) => async () => {
    const log = inMemoryLog();
    const store = inMemoryEventStore({ log });
    await handlerOn(store)(command('a', deposit('p', 5)), {});
    const [good] = await recordedIn(store);
    log.record(purseOf('p'), [{ ...(good as NewEvent), ...event }]);
    log.record(limitOf('l'), [{ ...(good as NewEvent), ...event }]);
    return store;
  };
  test.each([
    ['an unknown type', broken({ type: 'Vanished' }), 'UnknownType'],
    ['a newer version', broken({ schemaVersion: 2 }), 'NewerVersion'],
    ['unreadable data', broken({ data: { amount: 'five' } }), 'Unreadable'],
    ['unreadable metadata', broken({ metadata: null }), 'Unreadable'],
    [
      'an event that cannot follow',
      broken({ type: 'LimitSet', data: { most: 1 } }),
      'CorruptHistory',
    ],
  ])(
    'given %s in the stream, then UnreadableStream says where and why, and nothing is written',
    async (_what, made, cause) => {
      const store = await made();
      const before = await typesIn(store);
      const handle = handlerOn(store);
      for (const _again of [1, 2]) {
        const answer = await handle(command('b', deposit('p', 1)), {});
        expect(answer).toMatchObject({
          left: {
            _tag: 'UnreadableStream',
            stream: 'purse-p',
            revision: 1,
            cause: { _tag: cause },
          },
        });
      }
      expect(await typesIn(store)).toEqual(before);
    },
  );

  test('given an unreadable event among the facts, then UnreadableStream names that stream', async () => {
    const store = await broken({ type: 'Vanished' })();
    await handlerOn(store)(command('q', deposit('q', 5)), {});
    const answer = await handlerOn(store)(command('w', withdraw('q', 5, 'l')), {});
    expect(answer).toMatchObject({ left: { _tag: 'UnreadableStream', stream: 'limit-l' } });
  });

  test('given an unreadable refusal of the id, then UnreadableStream, rather than a second decision', async () => {
    const log = inMemoryLog();
    const store = inMemoryEventStore({ log });
    await handlerOn(store)(command('a', withdraw('p', 5)), {});
    const [good] = await recordedIn(store);
    log.record(streamName('refusal', id('b')), [{ ...(good as NewEvent), data: 'gone' }]);
    const answer = await handlerOn(store)(command('b', withdraw('p', 5)), {});
    expect(answer).toMatchObject({ left: { _tag: 'UnreadableStream', stream: 'refusal-b' } });
  });

  test('given a store that lost an event, then UnreadableStream says which is missing', async () => {
    const store = inMemoryEventStore();
    for (const n of [1, 2, 3]) await handlerOn(store)(command(`c${n}`, deposit('p', n)), {});
    const holed: EventStore = {
      ...store,
      read: async function* read(stream, options) {
        for await (const event of store.read(stream, options))
          if (event.revision !== 1) yield event;
      },
    };
    expect(await handlerOn(holed)(command('b', deposit('p', 1)), {})).toMatchObject({
      left: { _tag: 'UnreadableStream', cause: { reason: 'revision 1 is missing' } },
    });
  });

  test.each([
    ['Infinity', Number.POSITIVE_INFINITY],
    ['NaN', Number.NaN],
  ])('given %s in a command, then CommandNotJson, and nothing is written', async (_what, most) => {
    const store = inMemoryEventStore();
    const answer = await handlerOn(store)(command('a', { type: 'SetLimit', limit: 'l', most }), {});
    expect(answer).toMatchObject({ left: { _tag: 'CommandNotJson' } });
    expect(await typesIn(store)).toEqual([]);
  });

  test('given a closed store, then StoreUnavailable', async () => {
    const store = inMemoryEventStore();
    await store.close();
    const answer = await handlerOn(store)(command('a', deposit('p', 1)), {});
    expect(answer).toMatchObject({ left: { _tag: 'StoreUnavailable' } });
  });

  const thrown = new RangeError('not of this port');
  test.each<[string, (store: EventStore) => Partial<EventStore>, string]>([
    [
      'read throws',
      () => ({
        read: () => {
          throw thrown;
        },
      }),
      'StoreUnavailable',
    ],
    [
      'reading throws',
      () => ({
        read: () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(thrown) }) }),
      }),
      'StoreUnavailable',
    ],
    [
      'append throws',
      () => ({
        append: () => {
          throw thrown;
        },
      }),
      'OutcomeUnknown',
    ],
    ['append rejects', () => ({ append: () => () => Promise.reject(thrown) }), 'OutcomeUnknown'],
    [
      'append succeeds and rejects',
      (store) => ({
        append:
          (...given) =>
          async () => {
            await store.append(...given)();
            throw thrown;
          },
      }),
      'OutcomeUnknown',
    ],
  ])('given a store whose %s, then a typed answer, never a throw', async (_what, bad, tag) => {
    const store = inMemoryEventStore();
    const answer = await handlerOn({ ...store, ...bad(store) })(command('a', deposit('p', 1)), {});
    expect(answer).toMatchObject({ left: { _tag: tag } });
  });
});

describe('the cache', () => {
  test.each([0, 1, 2, 3, 100])(
    'given room for %p streams and commands to five in turn, then each is decided on its own stream',
    async (cacheSize) => {
      const store = inMemoryEventStore();
      const handle = handlerOn(store, { cacheSize });
      for (let n = 0; n < 40; n += 1) {
        const name = `p${String((n * n) % 5)}`;
        await handle(command(`d${n}`, deposit(name, 10)), {});
        const before = (await recordedIn(store, purseOf(name))).reduce(
          (sum, { type, data }) =>
            sum + (data as { amount: number }).amount * (type === 'Deposited' ? 1 : -1),
          0,
        );
        const answer = await handle(command(`w${n}`, withdraw(name, 1)), {});
        expect(right(answer).events[0]?.event.data).toMatchObject({ before });
      }
    },
  );

  test('given six commands at once to one stream, then all are recorded, one after the other', async () => {
    const store = inMemoryEventStore();
    const handle = handlerOn(store);
    await handle(command('start', deposit('p', 100)), {});
    const answers = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((n) => handle(command(`w${n}`, withdraw('p', 10)), {})),
    );
    const before = answers.map((answer) => right(answer).events[0]?.event.data);
    const seen = new Set(before.map((data) => (data as { before: number }).before));
    expect(seen).toEqual(new Set([100, 90, 80, 70, 60, 50]));
  });
});
