import type { Either } from 'fp-ts/lib/Either.js';
import type { Aggregate, CommandEnvelope, Decider, DeciderTypes } from '../decider.js';
import { differenceOfEvents, differenceOfRejection } from './scenario-difference.js';
import { ScenarioFailed, type Story } from './scenario-failed.js';

/** How a scenario begins. */
export interface Scenario<Types extends DeciderTypes> {
  /** What happened before; nothing, if left out. */
  given(events?: ReadonlyArray<Types['Event']>): Situation<Types>;
  givenState(state: Types['State']): Situation<Types>;
}

export interface Situation<Types extends DeciderTypes> {
  when(command: CommandEnvelope<Types['Command']>, facts: Types['Facts']): Outcome<Types>;
}

/** What a decision has to be. Each throws `ScenarioFailed` where it is another. */
export interface Outcome<Types extends DeciderTypes> {
  readonly decision: Either<Types['Rejection'], ReadonlyArray<Types['Event']>>;
  /** Exactly these events. */
  thenEvents(expected: ReadonlyArray<Types['Event']>): void;
  /** A refusal of this kind; of its other fields those that are given. */
  thenRejected(tag: Types['Rejection']['_tag'], fields?: Partial<Types['Rejection']>): void;
  /** No events: it is already so. */
  thenNothing(): void;
}

/**
 * A decider's specification, one decision at a time, without a store.
 *
 * ```ts
 * scenario(account).given([opened]).when(deposit, facts).thenEvents([deposited]);
 * scenario(account).given().when(deposit, facts).thenRejected('NotOpen', { rule: 'A-01' });
 * ```
 */
// Named twice, because the types of an aggregate are not inferred through the interface it extends.
export function scenario<Types extends DeciderTypes>(aggregate: Aggregate<Types>): Scenario<Types>;
export function scenario<Types extends DeciderTypes>(decider: Decider<Types>): Scenario<Types>;
export function scenario<Types extends DeciderTypes>(decider: Decider<Types>): Scenario<Types> {
  const { initial } = decider;
  return {
    given: (events = []) =>
      situation(decider, { events }, () =>
        events.reduce<Types['State']>((state, event) => decider.evolve(state, event), initial),
      ),
    givenState: (state) => situation(decider, { state }, () => state),
  };
}

const situation = <Types extends DeciderTypes>(
  decider: Decider<Types>,
  given: Story['given'],
  stateOf: () => Types['State'],
): Situation<Types> => ({
  when: (command, facts) => {
    const story: Story = { given, command };
    const decide = () => decider.decide(command, stateOf(), facts);
    return outcome<Types>(story, attempt(story, decide));
  },
});

const outcome = <Types extends DeciderTypes>(
  story: Story,
  decision: Outcome<Types>['decision'],
): Outcome<Types> => {
  const check = (difference: ReturnType<typeof differenceOfEvents>): void => {
    if (difference !== undefined) throw new ScenarioFailed(story, difference);
  };
  return {
    decision,
    thenEvents: (expected) => check(differenceOfEvents(expected, decision)),
    thenNothing: () => check(differenceOfEvents([], decision)),
    thenRejected: (_tag, fields = {}) =>
      check(differenceOfRejection({ ...fields, _tag }, decision)),
  };
};

const attempt = <Result>(story: Story, run: () => Result): Result => {
  try {
    return run();
  } catch (error) {
    const difference = { expected: ['a decision'], got: [`threw ${String(error)}`] };
    throw new ScenarioFailed(story, difference, { cause: error });
  }
};
