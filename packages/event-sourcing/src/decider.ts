import type { Either } from 'fp-ts/lib/Either.js';
import type { Instant } from './instant.js';
import type { StreamId, StreamName } from './stream-name.js';

/** Who asks: a user of the embedding team, or one of their systems. Authenticating them is the caller's business. */
export interface Actor {
  readonly kind: 'user' | 'system';
  readonly id: string;
}

/** An intention, with every id and instant that its decision will use. */
export interface CommandEnvelope<Command> {
  /** Also names the stream of a refusal, hence its alphabet. */
  readonly commandId: StreamId;
  readonly actor: Actor;
  readonly at: Instant;
  /** The revision the caller saw; another one is `ConcurrencyConflict` instead of a fresh decision. -1: no stream yet. */
  readonly expectedRevision?: number;
  /** The event that a policy reacts to. A command that has it is a reaction: judged on the facts, silent when its cause is gone. */
  readonly causationId?: string;
  /** The first command of the chain; the command itself when left out. */
  readonly correlationId?: string;
  readonly command: Command;
}

/** Something that happened. `effectiveAt` is business time. */
export interface DomainEvent<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly effectiveAt: Instant;
  readonly data: Data;
}

/** The five types of an aggregate, named rather than counted. */
export interface DeciderTypes {
  readonly Command: { readonly type: string };
  readonly Event: DomainEvent;
  readonly State: unknown;
  /** What the decision reads of other streams. */
  readonly Facts: unknown;
  /** What the caller of the handler adds: the policy in force. */
  readonly Context: unknown;
  readonly Rejection: Rejection;
}

/** A refusal, as data: what stood in the way, by which rule, and who can remove it (user ids). */
export interface Rejection {
  readonly _tag: string;
  readonly rule: string;
  readonly fixableBy: ReadonlyArray<string>;
}

/** How a state follows from events. */
export interface Fold<State, Event> {
  readonly initial: State;
  evolve(state: State, event: Event): State;
}

/**
 * An aggregate's decisions: deterministic and pure. `[]` from `decide` means "already so".
 *
 * Methods rather than function properties, so that deciders of different types fit into one table.
 */
export interface Decider<Types extends DeciderTypes> extends Fold<Types['State'], Types['Event']> {
  decide(
    command: CommandEnvelope<Types['Command']>,
    state: Types['State'],
    facts: Types['Facts'],
  ): Either<Types['Rejection'], ReadonlyArray<Types['Event']>>;
}

/** Another stream whose state a decision needs: as it is, or folded from events with `effectiveAt` ≤ `asOf`. */
export interface Reference {
  readonly stream: StreamName;
  readonly asOf?: Instant;
}

/**
 * Asks for the states of other streams, several at a time, and ends with the facts. A generator, so that what is
 * asked next may depend on what was learned, while the question itself stays pure. A missing stream answers with
 * its category's `initial`.
 */
export type FactsQuery<Facts> = Generator<ReadonlyArray<Reference>, Facts, ReadonlyArray<unknown>>;

/** A decider with its place in the store. */
export interface Aggregate<Types extends DeciderTypes> extends Decider<Types> {
  readonly category: string;
  readonly commandTypes: ReadonlyArray<Types['Command']['type']>;
  /** The one stream that the command writes. */
  stream(command: Types['Command']): StreamName;
  /** What the decision needs to know of other streams. */
  facts(
    command: CommandEnvelope<Types['Command']>,
    state: Types['State'],
    context: Types['Context'],
  ): FactsQuery<Types['Facts']>;
  /** The account the stream belongs to, if any: the scope of its rows, exports and audits. */
  account(
    command: CommandEnvelope<Types['Command']>,
    state: Types['State'],
    facts: Types['Facts'],
  ): string | undefined;
}
