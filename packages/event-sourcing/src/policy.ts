import type { DomainEvent } from './decider.js';
import type { StoredEvent } from './envelope.js';
import type { Instant } from './instant.js';

/** The four types of a policy, named rather than counted. */
export interface PolicyTypes {
  readonly Event: DomainEvent;
  /** Where targets are looked up: folded up to the event, never from a lagging view. */
  readonly Index: unknown;
  readonly Target: unknown;
  readonly Command: unknown;
}

/**
 * "When … then …": who is concerned by an event, and what is asked of each. Pure. Its commands are judged on the facts
 * when they are handled, so late or repeated delivery does no harm.
 */
export interface Policy<Types extends PolicyTypes> {
  /** A sentence, also part of the ids of its commands: never renamed. */
  readonly name: `when-${string}-then-${string}`;
  targets(
    event: StoredEvent<Types['Event']>,
    index: Types['Index'],
  ): ReadonlyArray<Types['Target']>;
  react(
    event: StoredEvent<Types['Event']>,
    target: Types['Target'],
  ): ReadonlyArray<Types['Command']>;
}

/** Something that time makes due: time itself changes no state, a command does. */
export interface Timer<Command> {
  readonly due: Instant;
  /** Names the timer for ever, together with `due`: the same two are the same command. */
  readonly key: string;
  readonly command: Command;
  /** Where the timer belongs to an event, its command is a reaction to it. */
  readonly causationId?: string;
}

/**
 * The timers that came due after `sweptTo` and not after `now`, in the order they are due. What is due at the same
 * instant but must wait for the others' consequences comes in a later group.
 */
export type DueTimers<Index, Command> = (
  index: Index,
  sweptTo: Instant | undefined,
  now: Instant,
) => ReadonlyArray<ReadonlyArray<Timer<Command>>>;
