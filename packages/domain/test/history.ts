import {
  categoryOf,
  type CommandEnvelope,
  type FactsQuery,
  type Reference,
} from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import { PathReporter } from 'io-ts/lib/PathReporter.js';
import { aggregateFor, foldOf, type DomainRejection } from '../src/aggregates.js';
import { CommandEnvelopeJson, eventSchemas, type Command, type Event } from '../src/catalogue.js';
import { mustBePlain } from './must-be-plain.js';
import { currentPolicy, type Policy } from '../src/vocabulary/policy.js';

type Streams = ReadonlyMap<string, ReadonlyArray<Event>>;

/** A command as a caller writes it. */
export interface Json {
  readonly type: Command['type'];
  readonly [field: string]: unknown;
}

/** What a story may add to a command beside who and when. */
interface Beside {
  readonly emailTaken?: boolean;
  readonly causationId?: string;
}

export type Outcome = E.Either<DomainRejection, ReadonlyArray<Event>>;

/** Streams of events, told on command by command. Nothing is changed in place: telling on gives another history. */
export interface History {
  /** What a command would lead to. `MS` is Microsoft, every other actor a user. */
  readonly when: (actor: string, at: string, command: Json, beside?: Beside) => Outcome;
  /** The history after a command, which must be accepted. */
  readonly after: (actor: string, at: string, command: Json, beside?: Beside) => History;
  /** The types of the events that a command records, or the tag of its refusal. */
  readonly outcome: (
    actor: string,
    at: string,
    command: Json,
    beside?: Beside,
  ) => ReadonlyArray<string> | string;
  /** The data of the only event that a command records, or its refusal. */
  readonly recorded: (actor: string, at: string, command: Json, beside?: Beside) => unknown;
  /** The state of a stream, from the events that were effective by an instant if one is given. */
  readonly state: (stream: string, asOf?: string) => unknown;
  /** What a stream holds. */
  readonly events: (stream: string) => ReadonlyArray<Event>;
  /** What deciding a command knows of other streams. */
  readonly facts: (actor: string, at: string, command: Json) => unknown;
  /** The streams that deciding a command reads. */
  readonly reads: (actor: string, at: string, command: Json) => ReadonlyArray<string>;
  readonly withPolicy: (switches: Partial<Policy>) => History;
}

export const history = (policy: Policy = currentPolicy, streams: Streams = new Map()): History => {
  const stateOf = (stream: string, asOf?: string): unknown => {
    const fold = foldOf(categoryOf(stream));
    return (streams.get(stream) ?? [])
      .filter(({ effectiveAt }) => asOf === undefined || effectiveAt <= asOf)
      .reduce((state, event) => fold.evolve(state, event), fold.initial);
  };
  const decided = (actor: string, at: string, json: Json, beside: Beside = {}) => {
    const envelope = { ...asEnvelope(actor, at, json), ...beside };
    const aggregate = aggregateFor(envelope.command);
    const stream = aggregate.stream(envelope.command);
    const state = stateOf(stream);
    const context = { policy, emailTaken: beside.emailTaken ?? false };
    const { facts, asked } = answered(aggregate.facts(envelope, state, context), stateOf);
    const outcome = aggregate.decide(envelope, state, facts);
    if (E.isRight(outcome)) outcome.right.forEach(mustKeep);
    return { stream, asked, facts, outcome };
  };
  const when: History['when'] = (...asked) => decided(...asked).outcome;
  return {
    when,
    after: (actor, at, json, beside) => {
      const { stream, outcome } = decided(actor, at, json, beside);
      if (E.isLeft(outcome)) {
        throw new Error(`${json.type} by ${actor}: ${JSON.stringify(outcome.left)}`);
      }
      const events = [...(streams.get(stream) ?? []), ...outcome.right];
      const after = history(policy, new Map([...streams, [stream, events]]));
      mustBePlain(after.state(stream));
      return after;
    },
    outcome: (...asked) => {
      const outcome = when(...asked);
      return E.isLeft(outcome) ? outcome.left._tag : outcome.right.map(({ type }) => type);
    },
    recorded: (...asked) => {
      const outcome = when(...asked);
      if (E.isLeft(outcome)) return outcome.left;
      const [event, ...rest] = outcome.right;
      if (event === undefined || rest.length > 0) throw new Error('not one event');
      return event.data;
    },
    state: (stream, asOf) => stateOf(stream, asOf === undefined ? undefined : instantOf(asOf)),
    events: (stream) => streams.get(stream) ?? [],
    facts: (...asked) => decided(...asked).facts,
    reads: (...asked) => decided(...asked).asked,
    withPolicy: (switches) => history({ ...policy, ...switches }, streams),
  };
};

/** A command as it comes in, decoded. */
export const asEnvelope = (actor: string, at: string, command: Json): CommandEnvelope<Command> => {
  const decoded = CommandEnvelopeJson.decode({
    commandId: 'c1',
    actor: actor === 'MS' ? 'system:MS' : actor,
    at,
    command,
  });
  if (E.isLeft(decoded)) throw new Error(PathReporter.report(decoded).join('\n'));
  return decoded.right;
};

const instantOf = (at: string): string => (at.includes('T') ? at : `${at}T00:00:00.000Z`);

/** Answers a query for facts, and lists what was asked. */
const answered = <Facts>(
  query: FactsQuery<Facts>,
  stateOf: (stream: string, asOf?: string) => unknown,
): { readonly facts: Facts; readonly asked: ReadonlyArray<string> } => {
  const asked: Array<string> = [];
  const answer = ({ stream, asOf }: Reference): unknown => {
    asked.push(asOf === undefined ? stream : `${stream} as of ${asOf}`);
    return stateOf(stream, asOf);
  };
  let step = query.next([]);
  while (step.done !== true) step = query.next(step.value.map(answer));
  return { facts: step.value, asked };
};

/** What a decision records has to fit the schema that a store will read it with. */
const mustKeep = (event: Event): void => {
  if (!Object.hasOwn(eventSchemas, event.type)) throw new Error(`no event: ${event.type}`);
  mustBePlain(event.data);
  const decoded = eventSchemas[event.type].codec.decode(event.data);
  if (E.isLeft(decoded)) throw new Error(`${event.type} does not fit: ${JSON.stringify(event)}`);
  if (JSON.stringify(decoded.right) !== JSON.stringify(event.data)) {
    throw new Error(`${event.type} holds more than its schema: ${JSON.stringify(event)}`);
  }
};
