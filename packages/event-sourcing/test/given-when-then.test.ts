import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import type { Aggregate, CommandEnvelope, Decider, DomainEvent } from '../src/decider.js';
import type { Instant } from '../src/instant.js';
import type { StreamId } from '../src/stream-name.js';
import { streamIn } from '../src/testing/contract/stream-in.js';
import { scenario } from '../src/testing/index.js';

describe('given / when / then', () => {
  test('a decision that is as expected says nothing', () => {
    const opened = scenario(account).given([open('ann')]);
    opened.when(deposit(5), limit(10)).thenEvents([deposited(5)]);
    opened.when(deposit(0), limit(10)).thenNothing();
    opened.when(deposit(11), limit(10)).thenRejected('TooMuch');
    opened.when(deposit(11), limit(10)).thenRejected('TooMuch', { rule: 'A-02', limit: 10 });
    scenario(account).given().when(deposit(5), limit(10)).thenRejected('NotOpen');
    scenario(account)
      .givenState({ owner: 'ann' })
      .when(deposit(5), limit(10))
      .thenEvents([deposited(5)]);
  });

  test('an aggregate is specified as the decider that it is', () => {
    const stored: Aggregate<AccountTypes> = {
      ...account,
      category: 'account',
      commandTypes: ['Deposit'],
      stream: () => streamIn('account', '1'),
      facts: function* () {
        yield [];
        return limit(10);
      },
      account: () => undefined,
    };
    scenario(stored)
      .given([open('ann')])
      .when(deposit(5), limit(10))
      .thenEvents([deposited(5)]);
  });

  test('a decision can be asked for, to say more about it', () => {
    const { decision } = scenario(account)
      .given([open('ann')])
      .when(deposit(5), limit(10));
    expect(decision).toEqual(E.right([deposited(5)]));
  });

  test('a field that differs is marked on both sides, and nothing else is', () => {
    const opened = scenario(account)
      .given([open('ann')])
      .when(deposit(10), limit(10));
    expect(message(() => opened.thenEvents([deposited(7), full('bea')]))).toBe(`
The scenario came out otherwise.
given
  Opened  2024-01-01T00:00:00.000Z  { owner: "ann" }
when
  Deposit  2024-01-02T00:00:00.000Z  by user ines  { amount: 10 }
expected
  ≠ Deposited  2024-01-02T00:00:00.000Z  { amount: »7«, tags: ["cash"] }
  ≠ Filled  2024-01-02T00:00:00.000Z  { owner: »"bea"« }
got
  ≠ Deposited  2024-01-02T00:00:00.000Z  { amount: »10«, tags: ["cash"] }
  ≠ Filled  2024-01-02T00:00:00.000Z  { owner: »"ann"« }`);
  });

  test('a missing event is marked -, an unexpected one +, an equal one =', () => {
    const opened = scenario(account)
      .given([open('ann')])
      .when(deposit(10), limit(10));
    const lines = message(() => opened.thenEvents([open('ann'), full('ann')])).split('\n');
    expect(lines.slice(lines.indexOf('expected'))).toEqual([
      'expected',
      '  - Opened  2024-01-01T00:00:00.000Z  { owner: "ann" }',
      '  = Filled  2024-01-02T00:00:00.000Z  { owner: "ann" }',
      'got',
      '  + Deposited  2024-01-02T00:00:00.000Z  { amount: 10, tags: ["cash"] }',
      '  = Filled  2024-01-02T00:00:00.000Z  { owner: "ann" }',
    ]);
  });

  test('a refusal where events were expected tells who refused whom', () => {
    const nothing = scenario(account).given().when(deposit(5), limit(10));
    expect(message(() => nothing.thenEvents([deposited(5)]))).toBe(`
The scenario came out otherwise.
given
  nothing
when
  Deposit  2024-01-02T00:00:00.000Z  by user ines  { amount: 5 }
expected
  - Deposited  2024-01-02T00:00:00.000Z  { amount: 5, tags: ["cash"] }
got
  rejected  NotOpen  { rule: "A-01", fixableBy: ["ines"] }`);
  });

  test('events where a refusal was expected are all unexpected', () => {
    const opened = scenario(account)
      .given([open('ann')])
      .when(deposit(5), limit(10));
    expect(outcomeOf(() => opened.thenRejected('NotOpen'))).toBe(`
expected
  rejected  NotOpen  {}
got
  + Deposited  2024-01-02T00:00:00.000Z  { amount: 5, tags: ["cash"] }`);
    expect(outcomeOf(() => opened.thenNothing())).toBe(`
expected
  nothing
got
  + Deposited  2024-01-02T00:00:00.000Z  { amount: 5, tags: ["cash"] }`);
  });

  test('of another refusal the fields that were asked for are marked', () => {
    const opened = scenario(account)
      .given([open('ann')])
      .when(deposit(11), limit(10));
    expect(outcomeOf(() => opened.thenRejected('NotOpen', { rule: 'A-01' }))).toBe(`
expected
  rejected  »NotOpen«  { rule: »"A-01"« }
got
  rejected  »TooMuch«  { rule: »"A-02"«, fixableBy: [], limit: 10 }`);
    expect(outcomeOf(() => opened.thenRejected('TooMuch', { fixableBy: ['bea'] }))).toBe(`
expected
  rejected  TooMuch  { fixableBy: [»"bea"«] }
got
  rejected  TooMuch  { rule: "A-02", fixableBy: [], limit: 10 }`);
  });

  test('nothing where events were expected, from a given state', () => {
    const state = scenario(account).givenState({ owner: 'ann' }).when(deposit(0), limit(10));
    expect(message(() => state.thenEvents([deposited(0)]))).toBe(`
The scenario came out otherwise.
given
  the state { owner: "ann" }
when
  Deposit  2024-01-02T00:00:00.000Z  by user ines  { amount: 0 }
expected
  - Deposited  2024-01-02T00:00:00.000Z  { amount: 0, tags: ["cash"] }
got
  nothing`);
  });

  test('a field that one side lacks is marked where it stands', () => {
    const opened = scenario(account)
      .given([open('ann')])
      .when(deposit(5), limit(10));
    const more = { ...deposited(5), data: { amount: 5, tags: ['cash', 'gift'], by: 'ann' } };
    expect(outcomeOf(() => opened.thenEvents([more]))).toBe(`
expected
  ≠ Deposited  2024-01-02T00:00:00.000Z  { amount: 5, tags: ["cash", »"gift"«], »by: "ann"« }
got
  ≠ Deposited  2024-01-02T00:00:00.000Z  { amount: 5, tags: ["cash"] }`);
  });

  test('a history that cannot be is told with its scenario', () => {
    const twice = scenario(account).given([open('ann'), open('bea')]);
    expect(outcomeOf(() => twice.when(deposit(5), limit(10)))).toBe(`
expected
  a decision
got
  threw Error: CorruptHistory: opened twice`);
  });
});

interface Account {
  readonly owner?: string;
}

interface AccountTypes {
  readonly Command: { readonly type: 'Deposit'; readonly amount: number };
  readonly Event: DomainEvent<'Opened' | 'Deposited' | 'Filled'>;
  readonly State: Account;
  readonly Facts: { readonly limit: number };
  readonly Context: undefined;
  readonly Rejection: {
    readonly _tag: 'NotOpen' | 'TooMuch';
    readonly rule: string;
    readonly fixableBy: ReadonlyArray<string>;
    readonly limit?: number;
  };
}

const account: Decider<AccountTypes> = {
  initial: {},
  evolve: (state, { type, data }) => {
    if (type !== 'Opened') return state;
    if (state.owner !== undefined) throw new Error('CorruptHistory: opened twice');
    return { owner: String(Reflect.get(Object(data), 'owner')) };
  },
  decide: ({ command: { amount }, actor }, { owner }, { limit: most }) => {
    if (owner === undefined) {
      return E.left({ _tag: 'NotOpen', rule: 'A-01', fixableBy: [actor.id] });
    }
    if (amount > most) return E.left({ _tag: 'TooMuch', rule: 'A-02', fixableBy: [], limit: most });
    if (amount === 0) return E.right([]);
    return E.right([deposited(amount), ...(amount === most ? [full(owner)] : [])]);
  },
};

const today = '2024-01-02T00:00:00.000Z' as Instant;

const open = (owner: string): AccountTypes['Event'] => ({
  type: 'Opened',
  effectiveAt: '2024-01-01T00:00:00.000Z' as Instant,
  data: { owner },
});

const deposited = (amount: number): AccountTypes['Event'] => ({
  type: 'Deposited',
  effectiveAt: today,
  data: { amount, tags: ['cash'] },
});

const full = (owner: string): AccountTypes['Event'] => ({
  type: 'Filled',
  effectiveAt: today,
  data: { owner },
});

const deposit = (amount: number): CommandEnvelope<AccountTypes['Command']> => ({
  commandId: 'c1' as StreamId,
  actor: { kind: 'user', id: 'ines' },
  at: today,
  command: { type: 'Deposit', amount },
});

const limit = (most: number): AccountTypes['Facts'] => ({ limit: most });

/** The message of the failure, from a line of its own. */
const message = (fails: () => void): string => {
  try {
    fails();
  } catch (error) {
    return `\n${error instanceof Error ? error.message : String(error)}`;
  }
  return 'nothing failed';
};

const outcomeOf = (fails: () => void): string => {
  const text = message(fails);
  return text.slice(text.indexOf('\nexpected\n'));
};
