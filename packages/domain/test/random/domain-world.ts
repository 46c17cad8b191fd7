import type {
  CommandEnvelope,
  Instant,
  Reference,
  StreamId,
} from '@partner-incentives/event-sourcing';
import { categoryOf } from '@partner-incentives/event-sourcing/stream-name';
import * as E from 'fp-ts/lib/Either.js';
import { aggregateFor, foldOf, type DomainRejection } from '../../src/aggregates.js';
import type { Command, Event } from '../../src/catalogue.js';
import { currentPolicy, type Policy } from '../../src/vocabulary/policy.js';
import type { Ask } from '../model/commands.js';

export type Envelope = CommandEnvelope<Command>;
export type Decision = E.Either<DomainRejection, ReadonlyArray<Event>>;

/** A place where a mistake can be planted: each function stands before the domain's own. */
export interface Mistake {
  readonly reference?: (asked: Reference) => Reference;
  readonly decide?: (
    decide: (envelope: Envelope, state: unknown, facts: unknown) => Decision,
    asked: { readonly envelope: Envelope; readonly state: unknown; readonly facts: unknown },
  ) => Decision;
  readonly evolve?: (
    evolve: (state: unknown, event: Event) => unknown,
    asked: { readonly state: unknown; readonly event: Event },
  ) => unknown;
}

/** What one command did: read, decided, recorded. */
export interface Handled {
  readonly envelope: Envelope;
  readonly stream: string;
  readonly before: unknown;
  readonly facts: unknown;
  readonly decision: Decision;
}

interface Stream {
  readonly events: ReadonlyArray<Event>;
  readonly state: unknown;
}

/** The domain's aggregates over streams in memory, without a handler: what they are asked, they decide. */
export class DomainWorld {
  policy: Policy = currentPolicy;

  constructor(
    private readonly mistake: Mistake = {},
    readonly streams = new Map<string, Stream>(),
  ) {}

  fork(mistake: Mistake = this.mistake): DomainWorld {
    const world = new DomainWorld(mistake, new Map(this.streams));
    world.policy = this.policy;
    return world;
  }

  state(stream: string): unknown {
    return this.streams.get(stream)?.state;
  }

  events(stream: string): ReadonlyArray<Event> {
    return this.streams.get(stream)?.events ?? [];
  }

  /** Handles a command, and keeps what it records. */
  handle(ask: Ask): Handled {
    const envelope = envelopeOf(ask);
    const aggregate = aggregateFor(envelope.command);
    const stream = aggregate.stream(envelope.command);
    const known = this.streams.get(stream) ?? { events: [], state: aggregate.initial };
    const query = aggregate.facts(envelope, known.state, { policy: this.policy });
    let step = query.next([]);
    while (step.done !== true) step = query.next(step.value.map((asked) => this.answer(asked)));
    const facts = step.value;
    const decide = (...asked: Parameters<typeof aggregate.decide>): Decision =>
      aggregate.decide(...asked);
    const decision =
      this.mistake.decide?.(decide, { envelope, state: known.state, facts }) ??
      decide(envelope, known.state, facts);
    if (E.isRight(decision) && decision.right.length > 0) {
      this.streams.set(stream, {
        events: [...known.events, ...decision.right],
        state: decision.right.reduce(
          (state, event) => this.evolve(stream, state, event),
          known.state,
        ),
      });
    }
    return { envelope, stream, before: known.state, facts, decision };
  }

  private answer(asked: Reference): unknown {
    const { stream, asOf } = this.mistake.reference?.(asked) ?? asked;
    const known = this.streams.get(stream);
    if (known === undefined || asOf === undefined) return known?.state;
    const fold = foldOf(categoryOf(stream));
    return known.events
      .filter(({ effectiveAt }) => effectiveAt <= asOf)
      .reduce((state, event) => fold.evolve(state, event), fold.initial);
  }

  private evolve(stream: string, state: unknown, event: Event): unknown {
    const fold = foldOf(categoryOf(stream));
    const evolve = (before: unknown, one: Event): unknown => fold.evolve(before, one);
    return this.mistake.evolve?.(evolve, { state, event }) ?? evolve(state, event);
  }
}

/** What the generator makes is well-formed; the laws prove it, so that it need not be decoded each time. */
const envelopeOf = ({ commandId, actor, at, reaction, command }: Ask): Envelope => ({
  commandId: commandId as StreamId,
  actor: actor.startsWith('system:')
    ? { kind: 'system', id: actor.slice('system:'.length) }
    : { kind: 'user', id: actor },
  at: at as Instant,
  ...(reaction === true && { causationId: `cause-of-${commandId}` }),
  command: command as Command,
});
