import type { FactsQuery, Instant, StreamId } from '@partner-incentives/event-sourcing';
import { scenario } from '@partner-incentives/event-sourcing/testing';
import * as E from 'fp-ts/lib/Either.js';
import { enrollmentCommands, type EnrollmentCommand } from '../../src/enrollment/commands.js';
import { enrollment } from '../../src/enrollment/decider.js';
import { enrollmentEvents, type EnrollmentEvent } from '../../src/enrollment/events.js';
import type { EnrollmentRejection } from '../../src/enrollment/rejections.js';
import type { EnrollmentState } from '../../src/enrollment/state.js';
import { currentPolicy, type Policy } from '../../src/vocabulary/policy.js';
import { mustBePlain } from '../must-be-plain.js';
import { contoso, eligible, instant, ir, streamsOf, uk, type Facts } from './contoso.js';

/** What surrounds an enrollment: the facts at first, and what changed in them when. */
export interface World {
  readonly facts: Facts;
  readonly changes: ReadonlyArray<readonly [Instant, Facts]>;
  readonly policy: Policy;
}

/** UK in the program IR, eligible: where most stories begin. */
export const world = (facts: Facts = {}, policy: Partial<Policy> = {}): World => ({
  facts: { program: ir, location: uk, account: contoso, eligibility: eligible, ...facts },
  changes: [],
  policy: { ...currentPolicy, ...policy },
});

/** The facts as they are, or as they were. */
export const factsAt = ({ facts, changes }: World, asOf?: Instant): Facts =>
  changes
    .filter(([at]) => asOf === undefined || at <= asOf)
    .reduce((all, [, changed]) => ({ ...all, ...changed }), facts);

/** Answers a query from the world, and lists what was asked. */
export const answered = <Result>(
  query: FactsQuery<Result>,
  around: World,
): { readonly result: Result; readonly asked: ReadonlyArray<string> } => {
  const asked: Array<string> = [];
  let step = query.next([]);
  while (step.done !== true) {
    asked.push(
      step.value.map(({ stream, asOf }) => (asOf ? `${stream} as of ${asOf}` : stream)).join(', '),
    );
    step = query.next(
      step.value.map(({ stream, asOf }) => streamsOf(factsAt(around, asOf)).get(stream)),
    );
  }
  return { result: step.value, asked };
};

/** A command as JSON. */
export type Json = { readonly type: EnrollmentCommand['type']; readonly [field: string]: unknown };

/** The command as a caller sends it; the ids of IR at UK are filled in. */
export const commandOf = (json: Json): EnrollmentCommand => {
  const place =
    json.type === 'ImportLegacyEnrollment' || json.type === 'SetLegacyActive'
      ? { programId: 'IR', pga: 'Contoso' }
      : { programId: 'IR', pla: 'UK' };
  const decoded = enrollmentCommands[json.type].decode({ ...place, ...json });
  if (E.isLeft(decoded)) throw new Error(`not a ${json.type}: ${JSON.stringify(json)}`);
  return decoded.right;
};

/** Fields of the envelope that a story usually leaves to itself. */
interface Envelope {
  readonly commandId?: string;
  readonly causationId?: string;
}

/** An enrollment's history in its world. Telling on gives a new story. */
export interface Story {
  readonly events: ReadonlyArray<EnrollmentEvent>;
  readonly state: EnrollmentState;
  /** What a command would do. `MS` is Microsoft, every other actor a person. */
  readonly when: (
    actor: string,
    at: string,
    command: Json,
    envelope?: Envelope,
  ) => E.Either<EnrollmentRejection, ReadonlyArray<EnrollmentEvent>>;
  /** The story after a command, which must be accepted. */
  readonly after: (actor: string, at: string, command: Json, envelope?: Envelope) => Story;
  /** The types of the events that a command records, or the tag of its refusal. */
  readonly outcome: (
    actor: string,
    at: string,
    command: Json,
    envelope?: Envelope,
  ) => ReadonlyArray<string> | string;
  /** The story after the world changed. */
  readonly meanwhile: (at: string, facts: Facts) => Story;
}

export const story = (around: World, events: ReadonlyArray<EnrollmentEvent> = []): Story => {
  const state = events.reduce<EnrollmentState>(
    (so, event) => enrollment.evolve(so, event),
    enrollment.initial,
  );
  mustBePlain(state);
  const when: Story['when'] = (actor, at, json, envelope = {}) => {
    const command = {
      ...envelope,
      commandId: (envelope.commandId ?? `c${events.length}`) as StreamId,
      actor:
        actor === 'MS'
          ? ({ kind: 'system', id: 'MS' } as const)
          : ({ kind: 'user', id: actor } as const),
      at: instant(at),
      command: commandOf(json),
    };
    const query = enrollment.facts(command, state, { policy: around.policy });
    const facts = answered(query, around).result;
    const { decision } = scenario(enrollment).given(events).when(command, facts);
    if (E.isRight(decision)) decision.right.forEach(mustBeKnown);
    return decision;
  };
  return {
    events,
    state,
    when,
    after: (actor, at, json, envelope) => {
      const decision = when(actor, at, json, envelope);
      if (E.isLeft(decision)) throw new Error(`${json.type}: ${JSON.stringify(decision.left)}`);
      return story(around, [...events, ...decision.right]);
    },
    outcome: (...asked) => {
      const decision = when(...asked);
      return E.isLeft(decision) ? decision.left._tag : decision.right.map(({ type }) => type);
    },
    meanwhile: (at, facts) =>
      story({ ...around, changes: [...around.changes, [instant(at), facts]] }, events),
  };
};

/** Jest takes a list of one undefined type for an empty one, so what no schema knows is told here. */
const mustBeKnown = ({ type, data }: EnrollmentEvent): void => {
  mustBePlain(data);
  if (!Object.hasOwn(enrollmentEvents, type)) throw new Error(`no event: ${type}`);
};
