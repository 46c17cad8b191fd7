import type { EndReason, EnrollmentEvent } from '@partner-incentives/domain';
import type { BoundaryOutcome, EnrollmentRow, Phase } from './enrollment-row.js';

type BoundaryEvent = Extract<
  EnrollmentEvent,
  { readonly type: 'FiscalYearRolledForward' | 'RollForwardHeld' | 'EnrollmentEnded' }
>;

/** The outcomes on record, with that of one more event if a boundary wrote it. */
export const afterBoundary = (
  row: EnrollmentRow,
  event: BoundaryEvent,
): ReadonlyArray<BoundaryOutcome> => {
  const outcome = outcomeOf(row.phase, event);
  return outcome === undefined
    ? row.boundaries
    : [...row.boundaries, { ...outcome, effectiveAt: event.effectiveAt }];
};

const outcomeOf = (
  before: Phase,
  event: BoundaryEvent,
): Omit<BoundaryOutcome, 'effectiveAt'> | undefined => {
  switch (event.type) {
    case 'FiscalYearRolledForward':
      return { fy: event.data.toFy, rule: before === 'Validating' ? 'RF6' : 'RF9' };
    case 'RollForwardHeld':
      return { fy: event.data.fy, rule: heldBy[before] ?? 'RF5' };
    case 'EnrollmentEnded': {
      const { toFy, endReason } = event.data;
      const rule = endedBy[endReason];
      return toFy === undefined || rule === undefined ? undefined : { fy: toFy, rule };
    }
  }
};

const heldBy: Partial<Readonly<Record<Phase, BoundaryOutcome['rule']>>> = {
  Validating: 'RF7',
  Complete: 'RF8',
};

/** Other reasons never end an enrollment at a boundary. */
const endedBy: Partial<Readonly<Record<EndReason, BoundaryOutcome['rule']>>> = {
  NoNextTerm: 'RF1',
  AgreementLapsed: 'RF2',
  EligibilityLost: 'RF3',
  NotCompletedInTerm: 'RF4',
};
