import type { Command, FiscalYear, Instant } from '@partner-incentives/domain';
import type { Timer } from '@partner-incentives/event-sourcing';
import type { Place } from '../place.js';
import type { TargetIndex } from '../target-index/index.js';

interface Evaluation extends Place {
  readonly asOf: Instant;
  readonly fy?: FiscalYear;
}

/** Nothing where a later evaluation is on record: an earlier one would add nothing to it. */
export const evaluation = (
  { programId, pla, asOf, fy }: Evaluation,
  occasion: string,
  index: TargetIndex,
): ReadonlyArray<Timer<Command>> => {
  const last = index.eligibility.get(programId)?.get(pla);
  if (last !== undefined && last.at > asOf) return [];
  return [
    {
      due: asOf,
      key: `EvaluateEligibility ${programId} ${pla} ${occasion}`,
      command: {
        type: 'EvaluateEligibility',
        programId,
        pla,
        asOf,
        ...(fy !== undefined && { fy }),
      },
    },
  ];
};
