import { happened, type Happened } from './answer.js';
import { hasAgreement, meets } from './eligibility.js';
import { ended, invited } from './changes.js';
import { missing } from './missing.js';
import { criteriaIn, rulesAt } from './programs.js';
import type { Enrollment, World } from './world.js';

/** An enrollment and what was recorded on the way to it. */
export interface Rolled {
  readonly enrollment: Enrollment | undefined;
  readonly events: ReadonlyArray<Happened>;
}

interface Place {
  readonly programId: string;
  readonly pla: string;
  readonly commandId: string;
}

/** F-06, F-07: the boundaries that are due by now, one by one. */
export const rollUp = (
  world: World,
  place: Place,
  enrollment: Enrollment | undefined,
  now: string,
): Rolled => {
  let rolled: Rolled = { enrollment, events: [] };
  for (;;) {
    const due = boundaryOf(world, place.programId, rolled.enrollment);
    if (due === undefined || rolled.enrollment === undefined || now < due) return rolled;
    const next = outcome(world, place, rolled.enrollment, due);
    rolled = { enrollment: next.enrollment, events: [...rolled.events, ...next.events] };
  }
};

/** F-01: the end of the program's term for the enrollment's year. */
const boundaryOf = (
  world: World,
  programId: string,
  enrollment: Enrollment | undefined,
): string | undefined => {
  if (enrollment === undefined || enrollment.phase === 'Ended') return undefined;
  const terms = world.programs.now(programId)?.terms ?? [];
  return terms.find((term) => term.fy === enrollment.fy)?.endsAt;
};

/** §6.2, first match wins; everything as of T (F-05). */
const outcome = (world: World, place: Place, enrollment: Enrollment, T: string): Rolled => {
  const { programId, pla } = place;
  const fromFy = enrollment.fy ?? 0;
  const toFy = fromFy + 1;
  const ids = { programId, pla };
  const program = world.programs.asOf(programId, T);
  const location = world.locations.asOf(pla, T);
  const account = world.accounts.asOf(location?.pga ?? '', T);
  const end = (endReason: Parameters<typeof ended>[1]): Rolled => ({
    enrollment: ended(enrollment, endReason, T),
    events: [happened('EnrollmentEnded', T, { ...ids, endReason, at: T, toFy })],
  });
  // RF1
  if (program === undefined || program.status === 'Discontinued') return end('NoNextTerm');
  if (program.terms.every((term) => term.fy !== toFy)) return end('NoNextTerm');
  // RF2
  const criteria = criteriaIn(program, toFy);
  if (location === undefined || !hasAgreement(location, 'MpnAgreement', T)) {
    return end('AgreementLapsed');
  }
  const unmet = criteria.filter((criterion) => !meets(location, criterion, T));
  if (unmet.some(({ kind }) => kind === 'ActiveAgreement')) return end('AgreementLapsed');
  // RF3
  if (unmet.length > 0) return end('EligibilityLost');
  // RF4
  if (enrollment.phase === 'Invited') {
    const over = end('NotCompletedInTerm');
    const mayInvite =
      program.status === 'Open' &&
      criteria.length > 0 &&
      !location.closed &&
      (location.migrated || !world.policy.requirePmcMigration);
    if (!mayInvite) return over;
    const invitationId = `${place.commandId}.${toFy}`;
    const fresh = invited(
      { world, programId, pla, account, location },
      { invitationId, fy: toFy, at: T },
    );
    return { enrollment: fresh.enrollment, events: [...over.events, fresh.event] };
  }
  const held = (reasons: Enrollment['reasons']): Rolled => {
    // E-09: earningsStart is cleared; RF7: the submission is void.
    const { earningsStart: _cleared, submission: _void, ...rest } = enrollment;
    // S10 dates the phase: what was in progress stays so.
    const since = enrollment.phase === 'InProgress' ? enrollment.since : T;
    return {
      enrollment: { ...rest, phase: 'InProgress', fy: toFy, reasons, since },
      events: [happened('RollForwardHeld', T, { ...ids, fy: toFy, reasons })],
    };
  };
  // RF5
  if (enrollment.phase === 'InProgress') return held(enrollment.reasons);
  // RF6 … RF9, E-14: judged on what was submitted or validated.
  const details =
    enrollment.phase === 'Validating' ? enrollment.submission?.details : enrollment.validated;
  const gaps = missing(details ?? { bank: [] }, rulesAt(program, T), account, location, T);
  if (gaps.length > 0) return held(gaps);
  return {
    enrollment: { ...enrollment, fy: toFy },
    events: [happened('FiscalYearRolledForward', T, { ...ids, fromFy, toFy })],
  };
};
