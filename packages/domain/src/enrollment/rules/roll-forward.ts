import { missing } from '../../vocabulary/completeness.js';
import { hasActiveAgreement, isMet } from '../../vocabulary/eligibility-rules.js';
import { nextFiscalYear, type FiscalYear } from '../../vocabulary/fiscal-year.js';
import type { InvitationId } from '../../vocabulary/ids.js';
import type { Instant } from '../../vocabulary/instant.js';
import type { LocationFacts } from '../../vocabulary/location-facts.js';
import type { PayoutDetails } from '../../vocabulary/payout.js';
import type { Policy } from '../../vocabulary/policy.js';
import {
  criteriaIn,
  isOpenProgram,
  payoutRulesAt,
  termOf,
  type ProgramFacts,
} from '../../vocabulary/program-facts.js';
import type { Reason } from '../../vocabulary/reasons.js';
import type { EndReason, EnrollmentEvent } from '../events.js';
import type { BoundaryFacts } from '../facts.js';
import type { Live } from '../state.js';
import { enrollmentEnded } from './enrollment-ended.js';
import { invitationSent } from './invitation-sent.js';
import { placeOf, type Place } from './place.js';

/** On behalf of which command a boundary is judged: its enrollment, and what a fresh id is made from. */
export interface RollForwardRequest {
  readonly place: Place;
  readonly commandId: string;
  readonly policy: Policy;
}

/**
 * What becomes of an enrollment at the end of its term: the first row of §6.2 that matches. Everything is judged as
 * of the boundary, by the next term's criteria and rules, and dated there (F-05). RF0 (nothing to roll) never comes
 * here: the state is live, and the boundary is that of its year.
 */
export const outcomeAt = (
  boundary: BoundaryFacts,
  state: Live,
  request: RollForwardRequest,
): ReadonlyArray<EnrollmentEvent> => {
  const { program, location, at } = boundary;
  const toFy = nextFiscalYear(boundary.fy);
  const end = (reason: EndReason) => enrollmentEnded(request.place, reason, at, toFy);
  const hold = (reasons: ReadonlyArray<Reason>) => held(reasons, boundary, request);
  const rollIfComplete = (details: PayoutDetails) => {
    const gaps = gapsIn(details, boundary);
    return gaps.length === 0 ? rolledForward(boundary, request) : hold(gaps);
  };

  /* RF1 */ if (!continues(program, toFy)) return [end('NoNextTerm')];
  /* RF2 */ if (!hasAgreements(location, program, toFy, at)) return [end('AgreementLapsed')];
  /* RF3 */ if (!meetsCriteria(location, program, toFy, at)) return [end('EligibilityLost')];
  switch (state.phase) {
    case 'Invited':
      /* RF4 */ return [
        end('NotCompletedInTerm'),
        ...(invites(location, program, toFy, request) ? [freshInvitation(boundary, request)] : []),
      ];
    case 'InProgress':
      /* RF5 */ return [hold(state.reasons)];
    case 'Validating':
      /* RF6, RF7 */ return [rollIfComplete(state.submission.details)];
    case 'Complete':
      /* RF8, RF9 */ return [rollIfComplete(state.validated)];
  }
};

const continues = (program: ProgramFacts | undefined, toFy: FiscalYear): program is ProgramFacts =>
  program !== undefined && program.status !== 'Discontinued' && termOf(program, toFy) !== undefined;

/** The agreements that the criteria name, and the MPN agreement itself, in open programs too. */
const hasAgreements = (
  location: LocationFacts | undefined,
  program: ProgramFacts,
  toFy: FiscalYear,
  at: Instant,
): location is LocationFacts =>
  location !== undefined &&
  hasActiveAgreement(location, 'MpnAgreement', at) &&
  criteriaIn(program, toFy).every(
    (criterion) => criterion.kind !== 'ActiveAgreement' || isMet(criterion, location, at),
  );

const meetsCriteria = (
  location: LocationFacts,
  program: ProgramFacts,
  toFy: FiscalYear,
  at: Instant,
): boolean => criteriaIn(program, toFy).every((criterion) => isMet(criterion, location, at));

/** As IssueInvitation would: not into a closed or open-to-all program, not a location that cannot start. */
const invites = (
  location: LocationFacts,
  program: ProgramFacts,
  toFy: FiscalYear,
  { policy }: RollForwardRequest,
): boolean =>
  program.status === 'Open' &&
  !isOpenProgram(program, toFy) &&
  !location.closed &&
  (location.pmcMigrated || !policy.requirePmcMigration);

const gapsIn = (
  details: PayoutDetails,
  { program, account, location, at }: BoundaryFacts,
): ReadonlyArray<Reason> =>
  program === undefined
    ? []
    : missing(details, payoutRulesAt(program, at), { account, location }, at);

const rolledForward = (
  { fy, at }: BoundaryFacts,
  { place }: RollForwardRequest,
): EnrollmentEvent => ({
  type: 'FiscalYearRolledForward',
  effectiveAt: at,
  data: { ...placeOf(place), fromFy: fy, toFy: nextFiscalYear(fy) },
});

const held = (
  reasons: ReadonlyArray<Reason>,
  { fy, at }: BoundaryFacts,
  { place }: RollForwardRequest,
): EnrollmentEvent => ({
  type: 'RollForwardHeld',
  effectiveAt: at,
  data: { ...placeOf(place), fy: nextFiscalYear(fy), reasons },
});

// The year makes the id differ at each boundary; an id of 128 characters keeps room for it.
const freshInvitation = (
  { fy, at, account, location }: BoundaryFacts,
  { place, commandId, policy }: RollForwardRequest,
): EnrollmentEvent => {
  const toFy = nextFiscalYear(fy);
  const id = `${commandId.slice(0, 123)}.${toFy}` as InvitationId;
  return invitationSent(place, { id, fy: toFy, at }, { policy, account, location });
};
