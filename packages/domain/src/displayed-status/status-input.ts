import type { AccountFacts } from '../vocabulary/account-facts.js';
import { holdsInScope, incentivesRoleOf } from '../vocabulary/authority.js';
import type { EligibilityFacts } from '../vocabulary/eligibility-facts.js';
import type { FiscalYear } from '../vocabulary/fiscal-year.js';
import type { ProgramId } from '../vocabulary/ids.js';
import type { Instant } from '../vocabulary/instant.js';
import type { LocationFacts } from '../vocabulary/location-facts.js';
import type { Policy } from '../vocabulary/policy.js';
import { fiscalYearAt, isOpenProgram, type ProgramFacts } from '../vocabulary/program-facts.js';
import { isRestartable } from '../vocabulary/restartable.js';
import type { StatusInput } from './displayed-status.js';

/** What the status reads of an enrollment. */
export interface EnrollmentStanding {
  readonly phase: 'Invited' | 'InProgress' | 'Validating' | 'Complete' | 'Ended';
  readonly fy?: FiscalYear;
  readonly endReason?: string;
  /** Present where it hangs on a PGA or vOrg. */
  readonly legacy?: { readonly active: boolean };
}

/** The facts that the displayed status of one location (or legacy account) in one program follows from. */
export interface StatusFacts {
  readonly program: ProgramFacts;
  readonly account: AccountFacts | undefined;
  /** `undefined` for a legacy enrollment. */
  readonly location: LocationFacts | undefined;
  /** The last evaluation. */
  readonly eligibility: EligibilityFacts | undefined;
  readonly enrollment: EnrollmentStanding | undefined;
  /** A user id. */
  readonly viewer: string;
  readonly policy: Policy;
  readonly now: Instant;
}

/** The five inputs of the status table, with the exceptions that §3.5 makes below it. */
export const statusInput = (facts: StatusFacts): StatusInput => {
  const phase = statusPhase(facts);
  return {
    program: facts.program.status,
    account: accountInput(facts.enrollment),
    eligibility: eligibilityInput(facts, phase),
    phase,
    viewer: phase === 'None' && cannotEnroll(facts) ? 'OutOfScope' : viewerScope(facts),
  };
};

/** The phase that is presented: a restartable enrollment as None, so that it can be started again. */
export const statusPhase = ({
  enrollment,
  program,
  location,
  now,
}: Pick<StatusFacts, 'enrollment' | 'program' | 'location' | 'now'>): StatusInput['phase'] => {
  if (enrollment === undefined) return 'None';
  const { phase, endReason = '', fy } = enrollment;
  if (phase !== 'Ended') return phase;
  const ending = { endReason, ...(fy !== undefined && { fy }) };
  if (isRestartable(ending, program, location, now)) return 'None';
  return endReason === 'EligibilityLost' || endReason === 'AgreementLapsed'
    ? 'EndedIneligible'
    : 'EndedInactive';
};

/** What a user may see of a location in a program (C-06); a location is absent where only all-locations grants count. */
export const viewerScope = ({
  viewer,
  account,
  location,
  program,
  policy,
}: Pick<StatusFacts, 'viewer' | 'account' | 'location' | 'policy'> & {
  readonly program: { readonly programId: ProgramId };
}): StatusInput['viewer'] => {
  const { programId } = program;
  if (incentivesRoleOf(viewer, account, location, programId) === 'IA') return 'IA';
  return holdsInScope(viewer, policy.overviewViewers, account, location, programId)
    ? 'InScopeNonIA'
    : 'OutOfScope';
};

const accountInput = (enrollment: EnrollmentStanding | undefined): StatusInput['account'] =>
  enrollment?.legacy === undefined
    ? 'PLA'
    : enrollment.legacy.active
      ? 'LegacyActive'
      : 'LegacyInactive';

const eligibilityInput = (
  { program, eligibility, enrollment, policy, now }: StatusFacts,
  phase: StatusInput['phase'],
): StatusInput['eligibility'] => {
  // The year of a running enrollment counts until its boundary is judged (F-07).
  const running = enrollment?.phase === 'Ended' ? undefined : enrollment?.fy;
  if (isOpenProgram(program, running ?? fiscalYearAt(program, now))) return 'NoCriteria';
  if (eligibility === undefined) return 'Unknown';
  const staysUntilTermEnd =
    phase === 'Complete' && policy.midYearEligibilityLoss === 'untilTermEnd';
  return eligibility.eligible || staysUntilTermEnd ? 'Met' : 'NotMet';
};

/** A location that is closed, or not migrated where migration is required, has nothing to enroll in. */
const cannotEnroll = ({ location, policy }: StatusFacts): boolean =>
  location !== undefined &&
  (location.closed || (policy.requirePmcMigration && !location.pmcMigrated));
