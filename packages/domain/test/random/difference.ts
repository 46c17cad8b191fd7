import * as E from 'fp-ts/lib/Either.js';
import type { EligibilityFacts } from '../../src/vocabulary/eligibility-facts.js';
import { actionColumn } from '../../src/displayed-status/actions-of.js';
import { displayedStatus } from '../../src/displayed-status/displayed-status.js';
import { statusInput, type EnrollmentStanding } from '../../src/displayed-status/status-input.js';
import type { EnrollmentState } from '../../src/enrollment/state.js';
import type { AccountFacts } from '../../src/vocabulary/account-facts.js';
import { missing } from '../../src/vocabulary/completeness.js';
import type { Instant } from '../../src/vocabulary/instant.js';
import type { LocationFacts } from '../../src/vocabulary/location-facts.js';
import { payoutRulesAt, type ProgramFacts } from '../../src/vocabulary/program-facts.js';
import { sameJson, type Answer } from '../model/answer.js';
import type { Ask } from '../model/commands.js';
import { seenBy } from '../model/status.js';
import { placeKey, type Enrollment, type World } from '../model/world.js';
import type { Decision, DomainWorld } from './domain-world.js';
import { users } from './universe.js';

/** Where the domain and the model part. */
export interface Difference {
  readonly about: string;
  readonly domain: unknown;
  readonly model: unknown;
}

const unless = (isSame: boolean, difference: Difference): Difference | undefined =>
  isSame ? undefined : difference;

/** The refusals' tags, or the events: type, instant and every field that the model has an opinion on. */
export const answersDiffer = (decision: Decision, answer: Answer): Difference | undefined => {
  if (E.isLeft(decision) || 'refused' in answer) {
    const domain = E.isLeft(decision) ? decision.left._tag : decision.right.map(({ type }) => type);
    const model = 'refused' in answer ? answer.refused : answer.recorded.map(({ type }) => type);
    return unless(domain === model, { about: 'answer', domain, model });
  }
  const domain = decision.right;
  const model = answer.recorded;
  const isSame =
    domain.length === model.length &&
    model.every(({ type, effectiveAt, data }, i) => {
      const event = domain[i];
      if (event?.type !== type || event.effectiveAt !== effectiveAt) return false;
      const fields: Readonly<Record<string, unknown>> = event.data;
      return Object.entries(data).every(([field, value]) => sameJson(fields[field], value));
    });
  return unless(isSame, { about: 'events', domain, model });
};

/** The enrollment and the eligibility that a command may have touched, and what everybody sees of them. */
export const placesDiffer = (
  domain: DomainWorld,
  world: World,
  { at, command }: Ask,
): Difference | undefined => {
  if (!('programId' in command)) return undefined;
  const pla = 'pla' in command ? command.pla : 'pga' in command ? command.pga : undefined;
  return pla === undefined ? undefined : placeDiffers(domain, world, command.programId, pla, at);
};

/** One place, whole: its state and its status for every viewer. */
export const placeDiffers = (
  domain: DomainWorld,
  world: World,
  programId: string,
  pla: string,
  now: string,
): Difference | undefined => {
  const place = `${programId}_${pla}`;
  const enrollment = domain.state(`enrollment-${place}`) as EnrollmentState;
  const standing = enrollment === undefined ? null : standingOf(enrollment);
  const known = world.enrollments.now(placeKey(programId, pla));
  const expected = known === undefined ? null : modelStanding(known);
  if (!sameJson(standing, expected)) {
    return { about: `enrollment-${place}`, domain: standing, model: expected };
  }
  const eligibility = domain.state(`eligibility-${place}`) as EligibilityFacts | undefined;
  const evaluated = world.eligibility.now(placeKey(programId, pla));
  if (!sameJson(eligibility, evaluated)) {
    return { about: `eligibility-${place}`, domain: eligibility, model: evaluated };
  }
  return statusDiffers(domain, world, { programId, pla, now }, enrollment, eligibility);
};

const statusDiffers = (
  domain: DomainWorld,
  world: World,
  { programId, pla, now }: { programId: string; pla: string; now: string },
  enrollment: EnrollmentState,
  eligibility: EligibilityFacts | undefined,
): Difference | undefined => {
  const program = domain.state(`program-${programId}`) as ProgramFacts | undefined;
  const location = domain.state(`partnerLocation-${pla}`) as LocationFacts | undefined;
  const account = domain.state(`partnerAccount-${location?.pga ?? pla}`) as
    AccountFacts | undefined;
  if (program === undefined || account === undefined) return undefined;
  const at = now as Instant;
  for (const viewer of users) {
    const standing = enrollment as EnrollmentStanding | undefined;
    const { policy } = domain;
    const shown = displayedStatus(
      statusInput({
        program,
        account,
        location,
        eligibility,
        enrollment: standing,
        viewer,
        policy,
        now: at,
      }),
    );
    const actions = actionColumn(shown, () =>
      enrollment?.phase === 'InProgress'
        ? {
            reasons: enrollment.reasons,
            missing: missing(
              enrollment.draft,
              payoutRulesAt(program, at),
              { account, location },
              at,
            ),
          }
        : { reasons: [], missing: [] },
    );
    const seen = { rule: shown.rule, status: shown.status, actions };
    const expected = seenBy(world, viewer, programId, pla, now);
    if (!sameJson(seen, expected)) {
      return { about: `${viewer} looks at ${programId}_${pla}`, domain: seen, model: expected };
    }
  }
  return undefined;
};

/** A state of the domain as the fields of §3.4.1. */
const standingOf = (state: NonNullable<EnrollmentState>): object => {
  const { invitation, ...fields } = { invitation: undefined, ...state };
  return {
    everCompleted: false,
    reasons: [],
    bannerSelectedBy: [],
    ...fields,
    invitation: invitation && {
      id: invitation.id,
      sentAt: invitation.sentAt,
      recipients: invitation.recipients.toSorted(),
      reachedAdmin: invitation.namesIncentivesAdmin,
    },
  };
};

const modelStanding = ({ selectedBy, invitation, ...fields }: Enrollment): object => ({
  ...fields,
  bannerSelectedBy: selectedBy,
  invitation: invitation && { ...invitation, recipients: invitation.recipients.toSorted() },
});
