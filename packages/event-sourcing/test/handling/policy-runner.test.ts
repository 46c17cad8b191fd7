import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import {
  inMemoryCheckpoints,
  inMemoryEventStore,
  inMemoryLog,
  policyRunner,
  PolicyFault,
  type Checkpoints,
  type EventStore,
  type Metadata,
  type Policy,
  type PolicyRunner,
  type PolicyRunnerOptions,
  type StoredEvent,
  type Timer,
} from '../../src/index.js';
import {
  codec,
  command,
  deposit,
  handlerOn,
  on,
  purseOf,
  recordedIn,
  withdraw,
  type Command,
  type Event,
  type Purses,
} from './purses.js';

interface Reacting extends Purses {
  /** What was put into each purse, in the order of the store. */
  readonly Index: ReadonlyMap<string, number>;
  readonly Target: string;
}

const nameOf = ({ stream }: StoredEvent<Event>): string => stream.slice('purse-'.length);

/** When something is put into `p3`, then as much is put into `p4`, as far as `p{last}`. */
const relay = (last: number): Policy<Reacting> => ({
  name: 'when-a-purse-is-filled-then-fill-the-next',
  targets: (stored) => {
    const next = Number(/^p(\d+)$/.exec(nameOf(stored))?.[1] ?? last) + 1;
    return stored.event.type === 'Deposited' && next <= last ? [`p${String(next)}`] : [];
  },
  react: ({ event }, target) =>
    event.type === 'Deposited' ? [deposit(target, event.data.amount)] : [],
});

/** When something is put in anywhere, then more is put in there, for ever. */
const forEver: Policy<Reacting> = {
  name: 'when-a-purse-is-filled-then-fill-it-again',
  targets: (stored) => [nameOf(stored)],
  react: (_stored, target) => [deposit(target, 1)],
};

type Given = Partial<PolicyRunnerOptions<Reacting>> & { readonly store: EventStore };

const runnerOn = ({ store, ...options }: Given): PolicyRunner =>
  policyRunner<Reacting>({
    store,
    codec,
    index: {
      initial: new Map(),
      evolve: (index, stored) => {
        const { event } = stored;
        return event.type === 'Deposited'
          ? new Map([
              ...index,
              [nameOf(stored), (index.get(nameOf(stored)) ?? 0) + event.data.amount],
            ])
          : index;
      },
    },
    policies: [relay(4)],
    dueTimers: () => [],
    handle: handlerOn(store),
    context: () => ({}),
    checkpoints: inMemoryCheckpoints(),
    actor: { kind: 'system', id: 'MS' },
    ...options,
  });

const story = async (store: EventStore) =>
  (await recordedIn(store)).map(({ stream, type }) => `${type} ${stream}`);

const relayed = [1, 2, 3, 4].map((n) => `Deposited purse-p${String(n)}`);

describe('settling (reliability A2, B1)', () => {
  test('given a chain of reactions, then each follows from the last, caused by it, in one correlation', async () => {
    const store = inMemoryEventStore();
    await handlerOn(store)(command('a', deposit('p1', 5)), {});
    await runnerOn({ store }).settle();
    expect(await story(store)).toEqual(relayed);
    const events = await recordedIn(store);
    for (const [n, { metadata }] of events.entries()) {
      const { causationId, correlationId, actor } = metadata as Metadata;
      expect(correlationId).toBe('a');
      expect(causationId).toBe(events[n - 1]?.id);
      expect(actor.id).toBe(n === 0 ? 'ines' : 'MS');
    }
  });

  test('given several events and policies, then reactions come in the order of events, then policies, then targets', async () => {
    const store = inMemoryEventStore();
    const asked: Array<string> = [];
    const policy = (name: string): Policy<Reacting> => ({
      name: `when-${name}-then-${name}`,
      targets: () => ['x', 'y'],
      react: ({ revision }, target) => [deposit(`${name}-${target}-${String(revision)}`, 1)],
    });
    const handle = handlerOn(store);
    await handle(command('a', deposit('p', 5)), {});
    await handle(command('b', deposit('p', 5)), {});
    const runner = runnerOn({
      store,
      policies: [policy('first'), policy('second')],
      handle: async (envelope) => {
        if ('purse' in envelope.command) asked.push(envelope.command.purse);
        return E.right({});
      },
    });
    await runner.settle();
    expect(asked).toEqual(
      [0, 1].flatMap((n) =>
        ['first-x', 'first-y', 'second-x', 'second-y'].map((name) => `${name}-${String(n)}`),
      ),
    );
  });

  test('given events of no type of ours, then they are passed over; of ours and unreadable, then a fault, and the event stays due', async () => {
    const log = inMemoryLog();
    const store = inMemoryEventStore({ log });
    await handlerOn(store)(command('a', deposit('p1', 5)), {});
    const [event] = await recordedIn(store);
    if (event === undefined) throw new Error('none');
    log.record(purseOf('x'), [{ ...event, type: 'Theirs' }]);
    const runner = runnerOn({ store });
    await runner.settle();
    expect(await story(store)).toHaveLength(5);
    log.record(purseOf('x'), [{ ...event, schemaVersion: 2 }]);
    for (const _again of [1, 2]) {
      await expect(runner.settle()).rejects.toMatchObject({
        message:
          'Event 1 (Deposited) of purse-x cannot be read, so nothing is reacted to: ' +
          'it is of version 2, and this program knows up to 1',
        fault: { _tag: 'UnreadableEvent', stream: 'purse-x', revision: 1, type: 'Deposited' },
      });
    }
  });

  test('given a reaction that is refused, then it falls silent and the rest goes on', async () => {
    const store = inMemoryEventStore();
    await handlerOn(store)(command('a', deposit('p3', 5)), {});
    const refused: Policy<Reacting> = {
      name: 'when-a-purse-is-filled-then-take-too-much',
      targets: () => ['empty'],
      react: (_stored, target) => [withdraw(target, 1000)],
    };
    await runnerOn({ store, policies: [refused, relay(4)] }).settle();
    expect(await story(store)).toEqual(['Deposited purse-p3', 'Deposited purse-p4']);
  });

  test.each(['Contention', 'StoreUnavailable', 'OutcomeUnknown', 'UnreadableStream'])(
    'given %s, then PolicyFault, and the event stays due',
    async (_tag) => {
      const store = inMemoryEventStore();
      await handlerOn(store)(command('a', deposit('p1', 5)), {});
      let away = true;
      const checkpoints = inMemoryCheckpoints();
      const handle = handlerOn(store);
      const runner = runnerOn({
        store,
        checkpoints,
        handle: (envelope) => (away ? Promise.resolve(E.left({ _tag })) : handle(envelope, {})),
      });
      await expect(runner.settle()).rejects.toBeInstanceOf(PolicyFault);
      await expect(runner.settle()).rejects.toMatchObject({ fault: { _tag } });
      expect(await checkpoints.load('policies')).toBeUndefined();
      away = false;
      await runner.settle();
      expect(await story(store)).toEqual(relayed);
    },
  );
});

describe('a crash (reliability B1, C6)', () => {
  /** Everything a process does to the world, counted; at the n-th it dies, before or after doing it. */
  const dying = (n: number, after: boolean) => {
    let done = 0;
    return async <Answer>(act: () => Promise<Answer>): Promise<Answer> => {
      done += 1;
      if (done > n) throw new Error('dead');
      if (done < n) return act();
      if (after) await act();
      throw new Error('dies');
    };
  };

  test('given a crash before or after each handling and each saving, when another process resumes, then each reaction took effect once', async () => {
    let crashes = 0;
    for (let n = 1; n <= 12; n += 1) {
      for (const after of [false, true]) {
        const store = inMemoryEventStore();
        const checkpoints = inMemoryCheckpoints();
        await handlerOn(store)(command('a', deposit('p1', 5)), {});
        await handlerOn(store)(command('b', deposit('p2', 7)), {});
        const mortal = dying(n, after);
        const handle = handlerOn(store);
        const died = await runnerOn({
          store,
          checkpoints: {
            load: (name) => checkpoints.load(name),
            save: (name, value) => mortal(() => checkpoints.save(name, value)),
          },
          handle: (envelope) => mortal(() => handle(envelope, {})),
        })
          .settle()
          .then(() => false)
          .catch(() => true);
        if (died) crashes += 1;
        // Another process, twice.
        await runnerOn({ store, checkpoints }).settle();
        await runnerOn({ store, checkpoints }).settle();
        const total = (await story(store)).toSorted((a, b) => (a < b ? -1 : 1));
        expect(total).toEqual([
          'Deposited purse-p1',
          ...['p2', 'p2', 'p3', 'p3', 'p4', 'p4'].map((purse) => `Deposited purse-${purse}`),
        ]);
      }
    }
    // Five reactions and one saving, before and after each.
    expect(crashes).toBe(12);
  });

  test('given a stored checkpoint, when another process resumes, then nothing before it is asked for again, and targets are still found', async () => {
    const store = inMemoryEventStore();
    const checkpoints = inMemoryCheckpoints();
    await handlerOn(store)(command('a', deposit('p1', 5)), {});
    await runnerOn({ store, checkpoints }).settle();
    await handlerOn(store)(command('b', deposit('p3', 2)), {});
    const asked: Array<Command> = [];
    const seen: Array<number | undefined> = [];
    const handle = handlerOn(store);
    const curious: Policy<Reacting> = {
      ...relay(4),
      targets: (stored, index) => {
        seen.push(index.get('p1'));
        return relay(4).targets(stored, index);
      },
    };
    await runnerOn({
      store,
      checkpoints,
      policies: [curious],
      handle: (envelope) => {
        asked.push(envelope.command);
        return handle(envelope, {});
      },
    }).settle();
    expect(asked).toEqual([deposit('p4', 2)]);
    expect(new Set(seen)).toEqual(new Set([5]));
  });

  test('given two processes that settle at once, then each reaction took effect once', async () => {
    const store = inMemoryEventStore();
    await handlerOn(store)(command('a', deposit('p1', 5)), {});
    await Promise.all([runnerOn({ store }).settle(), runnerOn({ store }).settle()]);
    expect(await story(store)).toEqual(relayed);
  });
});

describe('a chain that never ends (architecture §8)', () => {
  test('given reactions to reactions for ever, then 32 happen and then PolicyFault, however often it is settled and in whichever process', async () => {
    const store = inMemoryEventStore();
    const checkpoints = inMemoryCheckpoints();
    await handlerOn(store)(command('a', deposit('p', 5)), {});
    const runner = () => runnerOn({ store, checkpoints, policies: [forEver] });
    const same = runner();
    for (const settling of [same, same, runner(), runner()]) {
      await expect(settling.settle()).rejects.toMatchObject({
        fault: { _tag: 'ChainTooDeep', most: 32 },
      });
    }
    expect(await story(store)).toHaveLength(33);
  });

  test('given exactly 32 reactions deep, then no fault', async () => {
    const store = inMemoryEventStore();
    await handlerOn(store)(command('a', deposit('p1', 5)), {});
    await runnerOn({ store, policies: [relay(33)] }).settle();
    expect(await story(store)).toHaveLength(33);
  });
});

describe('sweeping (V-07)', () => {
  const timer = (key: string, day: number, of: Command, more = {}): Timer<Command> => ({
    key,
    due: on(day),
    command: of,
    ...more,
  });

  test('given groups, then they are carried out in order, each with its consequences before the next', async () => {
    const store = inMemoryEventStore();
    const asked: Array<string> = [];
    const handle = handlerOn(store);
    await runnerOn({
      store,
      handle: (envelope) => {
        if ('purse' in envelope.command) asked.push(envelope.command.purse);
        return handle(envelope, {});
      },
      dueTimers: () => [
        [timer('one', 3, deposit('p1', 1)), timer('two', 3, deposit('a1', 1))],
        [timer('three', 3, deposit('b1', 1))],
      ],
    }).sweep(on(4));
    expect(asked).toEqual(['p1', 'a1', 'p2', 'p3', 'p4', 'b1']);
  });

  test('given timers that consequences make due, then they are carried out in the same sweep; each once', async () => {
    const store = inMemoryEventStore();
    const handle = handlerOn(store);
    await runnerOn({
      store,
      dueTimers: (index) =>
        (index.get('p4') ?? 0) > 0
          ? [[timer('first', 3, deposit('p4', 1)), timer('then', 3, deposit('q', 1))]]
          : [[timer('first', 3, deposit('p4', 1))]],
      handle: (envelope) => handle(envelope, {}),
    }).sweep(on(4));
    expect(await story(store)).toEqual(['Deposited purse-p4', 'Deposited purse-q']);
  });

  test('saves how far it swept, never backwards, and hands it to the next sweep', async () => {
    const store = inMemoryEventStore();
    const checkpoints = inMemoryCheckpoints();
    const asked: Array<readonly [string | undefined, string]> = [];
    const runner = () =>
      runnerOn({
        store,
        checkpoints,
        dueTimers: (_index, sweptTo, now) => {
          asked.push([sweptTo, now]);
          return [];
        },
      });
    await runner().sweep(on(4));
    await runner().sweep(on(6));
    await runner().sweep(on(5));
    await runner().sweep(on(7));
    expect(asked).toEqual([
      [undefined, on(4)],
      [on(4), on(6)],
      [on(6), on(5)],
      [on(6), on(7)],
    ]);
  });

  test('given a sweep that failed half-way at any point, when it is repeated later, then each timer took effect once', async () => {
    for (let dies = 1; dies <= 7; dies += 1) {
      const store = inMemoryEventStore();
      const durable = inMemoryCheckpoints();
      const handle = handlerOn(store);
      const sweeper = (mortal: boolean) => {
        let left = mortal ? dies : Number.POSITIVE_INFINITY;
        const spend = () => {
          left -= 1;
          if (left === 0) throw new Error('dies');
        };
        const checkpoints: Checkpoints = {
          load: (name) => durable.load(name),
          save: async (name, value) => {
            if (name === 'timers') spend();
            await durable.save(name, value);
          },
        };
        return runnerOn({
          store,
          checkpoints,
          dueTimers: (_index, sweptTo, now) =>
            sweptTo === undefined && now >= on(3)
              ? [
                  [timer('a', 3, deposit('p3', 1)), timer('b', 3, deposit('x', 1))],
                  [timer('c', 3, deposit('p4', 5))],
                ]
              : [],
          handle: async (envelope) => {
            const handled = await handle(envelope, {});
            spend();
            return handled;
          },
        });
      };
      await sweeper(true)
        .sweep(on(4))
        .catch(() => undefined);
      await sweeper(false).sweep(on(5));
      await sweeper(false).sweep(on(6));
      const amounts = (await recordedIn(store)).map(({ stream, data }) => [stream, data]);
      expect(amounts).toHaveLength(4);
      expect(amounts.filter(([stream]) => stream === 'purse-x')).toHaveLength(1);
    }
  });

  test('given a timer that belongs to an event, then its command is a reaction to it, in the correlation that is given', async () => {
    const store = inMemoryEventStore();
    await handlerOn(store)(command('a', deposit('x', 5)), {});
    const [cause] = await recordedIn(store);
    await runnerOn({
      store,
      dueTimers: () => [[timer('t', 3, deposit('y', 1), { causationId: cause?.id })]],
    }).sweep(on(4), command('sweep-1', deposit('x', 1)).commandId);
    const [reaction] = await recordedIn(store, purseOf('y'));
    expect(reaction?.metadata).toMatchObject({
      causationId: cause?.id,
      correlationId: 'sweep-1',
      effectiveAt: on(4),
    });
  });

  test('given a settling and a sweep at once, then one waits for the other', async () => {
    const store = inMemoryEventStore();
    let busy = 0;
    let most = 0;
    const handle = handlerOn(store);
    const runner = runnerOn({
      store,
      dueTimers: (_index, sweptTo) =>
        sweptTo === undefined ? [[timer('t', 3, deposit('p1', 1))]] : [],
      handle: async (envelope) => {
        busy += 1;
        most = Math.max(most, busy);
        const handled = await handle(envelope, {});
        busy -= 1;
        return handled;
      },
    });
    await handlerOn(store)(command('a', deposit('p1', 5)), {});
    await Promise.all([runner.settle(), runner.sweep(on(4)), runner.settle(), runner.sweep(on(5))]);
    expect(most).toBe(1);
    expect(await story(store)).toHaveLength(8);
  });
});
