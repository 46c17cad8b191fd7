import { dueBoundaries } from '@partner-incentives/domain';
import { liveEnrollmentsOf, programs } from '../target-index/index.js';
import type { DueNow } from './sweep.js';

/**
 * §6: whatever has a boundary behind it that it was not judged at. One command applies all that were missed, so it
 * waits for the last of them, and for the evaluations at each.
 */
export const rollForwards: DueNow = ({ index, now }) =>
  programs(index).flatMap((program) =>
    liveEnrollmentsOf(index, program.programId).flatMap(({ programId, pla, enrollment }) => {
      const last = dueBoundaries(enrollment, program, now).at(-1);
      if (last === undefined) return [];
      return [
        {
          due: last.at,
          key: `RollForward ${programId} ${pla} ${last.fy}`,
          command: { type: 'RollForward' as const, programId, pla },
        },
      ];
    }),
  );
