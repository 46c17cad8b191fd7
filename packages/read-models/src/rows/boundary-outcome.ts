import type { EndReason, EnrollmentEvent } from '@partner-incentives/domain';
import type { BoundaryOutcome, EnrollmentRow, Phase } from './enrollment-row.js';

type BoundaryEvent = Extract<
  EnrollmentEvent,
  { readonly type: 'FiscalYearRolledForward' | 'RollForwardHeld' | 'EnrollmentEnded' }
>;

/** The outcomes on record, with that of one more event if a boundary wrote it. */
export const afterBoundary = (
  { phase, boundaries }: EnrollmentRow,
  event: BoundaryEvent,
): ReadonlyArray<BoundaryOutcome> => {
  const outcome = outcomeOf(phase, event);
  return outcome === undefined ? boundaries : [...boundaries, outcome];
};

const outcomeOf = (before: Phase, event: BoundaryEvent): BoundaryOutcome | undefined => {
  const { effectiveAt } = event;
  switch (event.type) {
    case 'FiscalYearRolledForward': {
      const rule = before === 'Validating' ? 'RF6' : 'RF9';
      return { fy: event.data.toFy, rule, effectiveAt };
    }
    case 'RollForwardHeld':
      return { fy: event.data.fy, rule: heldBy[before] ?? 'RF5', effectiveAt };
    case 'EnrollmentEnded': {
      const { toFy, endReason } = event.data;
      const rule = endedBy[endReason];
      return toFy === undefined || rule === undefined ? undefined : { fy: toFy, rule, effectiveAt };
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
