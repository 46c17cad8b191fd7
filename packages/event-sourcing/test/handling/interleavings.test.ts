import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import {
  chainLink,
  chainSeed,
  inMemoryEventStore,
  type CommandEnvelope,
  type CommandHandler,
  type EventStore,
  type HandlingResult,
  type Metadata,
  type Position,
  type StreamName,
} from '../../src/index.js';
import { everyInterleaving } from './every-interleaving.js';
import { naiveHandler, type Bug } from './naive-handler.js';
import {
  balanceIn,
  command,
  deposit,
  handlerOn,
  limitOf,
  on,
  purseOf,
  recordedIn,
  withdraw,
  type Command,
  type Purses,
} from './purses.js';

type MakeHandler = (store: EventStore) => CommandHandler<Purses>;
const ours: MakeHandler = (store) => handlerOn(store);
/** Believes that it wrote what another delivery of the same command wrote. */
const takingRepetitionsForItsOwn: MakeHandler = (store) => {
  const append: EventStore['append'] = (stream, expected, events) => async () => {
    const answer = await store.append(stream, expected, events)();
    return E.isRight(answer) ? E.right({ position: 'here' as Position, ...answer.right }) : answer;
  };
  return ours({ ...store, append });
};

interface Situation {
  /** What everybody finds, and every writer has seen before it starts. */
  readonly before: ReadonlyArray<Command>;
  /** What each of the writers asks for, in processes of their own. */
  readonly writers: ReadonlyArray<CommandEnvelope<Command>>;
}

const setLimit = (most: number): Command => ({ type: 'SetLimit', limit: 'l', most });
/** The reading of refusals is left out, where that many orders would take too long. */
const silently = { causationId: 'cause' };

/** What the history of a run tells of lost updates, stale decisions and wrong answers. */
const wrongIn = async (
  store: EventStore,
  answers: ReadonlyMap<string, HandlingResult<Purses>>,
  limitAtStart: ReadonlyMap<string, number>,
): Promise<ReadonlyArray<string>> => {
  const wrong: Array<string> = [];
  const limits = (await recordedIn(store, limitOf('l'))).map(
    ({ data }) => (data as { most: number }).most,
  );
  let balance = 0;
  const seen = new Set<string>();
  for (const { id, type, data, metadata } of await recordedIn(store, purseOf('p'))) {
    const { commandId, basis } = metadata as Metadata;
    const { amount, before, most } = data as { amount: number; before?: number; most?: number };
    if (type === 'Withdrawn') {
      if (before !== balance)
        wrong.push(`${commandId} was not decided on what it was appended after`);
      const [read] = basis;
      if (read !== undefined) {
        if (limits[read.revision] !== (most ?? undefined)) wrong.push('a basis that was not read');
        if (read.revision < (limitAtStart.get(commandId) ?? -1))
          wrong.push('a fact older than the command');
      }
      if (seen.has(commandId)) wrong.push(`${commandId} took effect twice`);
      seen.add(commandId);
    }
    balance += type === 'Deposited' ? amount : -amount;
    const answer = answers.get(commandId);
    const answered = answer && E.isRight(answer) ? answer.right.events : undefined;
    if (answer !== undefined && !answered?.some((event) => event.id === id)) {
      wrong.push(`${commandId} was recorded, but not answered so`);
    }
  }
  if (balance < 0) wrong.push('overdrawn');
  for (const [commandId, answer] of answers) {
    if (E.isRight(answer) && !answer.right.repeated) {
      const all = await recordedIn(store, answer.right.stream);
      const written = all.filter((event) => (event.metadata as Metadata).commandId === commandId);
      if (written.length !== answer.right.events.length) wrong.push(`${commandId} is lost`);
    }
  }
  return wrong;
};

const isChained = async (store: EventStore, stream: StreamName): Promise<boolean> => {
  let link = chainSeed(stream);
  for (const recorded of await recordedIn(store, stream)) {
    const { chain, ...metadata } = recorded.metadata as Metadata;
    link = chainLink(link, stream, recorded.revision, { ...recorded, metadata });
    if (chain !== link) return false;
  }
  return true;
};

const explore = async (
  { before, writers }: Situation,
  make: MakeHandler,
): Promise<{ readonly orders: number; readonly wrong: ReadonlySet<string> }> => {
  const wrong = new Set<string>();
  const orders = await everyInterleaving(async (run) => {
    const store = inMemoryEventStore();
    const steppable = { on: false };
    const stepped = run.stepped(store);
    const seenBy: EventStore = {
      ...store,
      append: (...given) => (steppable.on ? stepped : store).append(...given),
      read: (...given) => (steppable.on ? stepped : store).read(...given),
    };
    const setUp = handlerOn(store);
    for (const [n, body] of before.entries()) await setUp(command(`before-${n}`, body), {});
    const handlers = writers.map(() => make(seenBy));
    // Every cache is warm: each has seen the purse and the limit.
    for (const [n, handle] of handlers.entries()) {
      await handle(command(`warm-${n}`, withdraw('p', 1, 'l')), {});
    }
    const answers = new Map<string, HandlingResult<Purses>>();
    const limitAtStart = new Map<string, number>();
    steppable.on = true;
    await run.toTheEnd(
      writers.map((envelope, n) => async () => {
        const limits = await recordedIn(store, limitOf('l'));
        limitAtStart.set(envelope.commandId, limits.length - 1);
        const answer = await handlers[n]?.(envelope, {});
        if (answer !== undefined) answers.set(envelope.commandId, answer);
      }),
      writers.length < 3,
    );
    for (const what of await wrongIn(store, answers, limitAtStart)) wrong.add(what);
    // Replay equals what every writer believes: each is asked once more, on its own cache.
    steppable.on = false;
    const balance = (await balanceIn(store, 'p')) ?? 0;
    // And each goes on writing, on what it believes was last.
    for (const [n, handle] of handlers.entries()) {
      await handle(command(`more-${n}`, deposit('p', 1), silently), {});
    }
    if (!(await isChained(store, purseOf('p')))) wrong.add('the chain is broken');
    for (const [n, handle] of handlers.entries()) {
      const asked = await handle(command(`after-${n}`, withdraw('p', 1_000_000, 'none')), {});
      const believed = E.isLeft(asked) && 'balance' in asked.left ? asked.left.balance : undefined;
      if (believed !== balance + writers.length) wrong.add('a writer believes in another balance');
    }
  });
  return { orders, wrong };
};

const start = [deposit('p', 100), setLimit(90)];

const situations: ReadonlyArray<readonly [string, Situation]> = [
  [
    'both withdraw more than half from one purse',
    { before: start, writers: [command('a', withdraw('p', 60)), command('b', withdraw('p', 70))] },
  ],
  [
    'one puts in, one takes out',
    { before: start, writers: [command('a', deposit('p', 5)), command('b', withdraw('p', 70))] },
  ],
  [
    'one sets the limit that the other reads',
    {
      before: start,
      writers: [command('a', setLimit(10)), command('b', withdraw('p', 60, 'l'))],
    },
  ],
  [
    'both read the limit and withdraw',
    {
      before: start,
      writers: [command('a', withdraw('p', 60, 'l')), command('b', withdraw('p', 30, 'l'))],
    },
  ],
  [
    'both are the same command, delivered twice',
    {
      before: start,
      writers: [command('a', withdraw('p', 60)), command('a', withdraw('p', 60), { at: on(2) })],
    },
  ],
  [
    'three withdraw from one purse',
    {
      before: start,
      writers: [
        command('a', withdraw('p', 60), silently),
        command('b', withdraw('p', 30), silently),
        command('c', deposit('p', 7), silently),
      ],
    },
  ],
];

describe('every order of the store operations of two or three writers (reliability A1)', () => {
  test.each(situations)(
    'given %s, then each was decided on exactly the revision it was appended after, nothing is lost, and replay is what they believe',
    async (_what, situation) => {
      const { orders, wrong } = await explore(situation, ours);
      expect([...wrong]).toEqual([]);

      expect(orders).toBeGreaterThan(50);
    },
    120_000,
  );

  const naive =
    (bug: Bug): MakeHandler =>
    (store) =>
      naiveHandler(store, bug);
  test.each([
    [
      'writes its decision wherever the stream is by now',
      naive('writes its decision wherever the stream is by now'),
      0,
      'was not decided on what',
    ],
    [
      'trusts its cache of facts',
      naive('trusts its cache of facts'),
      2,
      'a fact older than the command',
    ],
    [
      'takes what another delivery wrote for its own',
      takingRepetitionsForItsOwn,
      4,
      'the chain is broken',
    ],
  ])(
    'given a handler that %s, then the same exploration finds it',
    async (_bug, make, which, finding) => {
      const [, situation] = situations[which] ?? [];
      if (situation === undefined) throw new Error('no such situation');
      const { wrong } = await explore(situation, make);
      expect([...wrong].join()).toContain(finding);
    },
  );
});
