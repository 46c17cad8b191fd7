import * as E from 'fp-ts/lib/Either.js';
import { refuse } from '../rejections.js';
import { phaseOf, type EnrollmentState } from '../state.js';
import type { Asked, Decision, Known } from './admission.js';

/** An enrollment of before locations enrolled: it can be shown and ended, never created anew (E-13). */
export const importLegacyEnrollment = (
  { command, at }: Asked<'ImportLegacyEnrollment'>,
  state: EnrollmentState,
): Decision => {
  if (state !== undefined) return E.left(refuse.alreadyStarted(state.phase));
  const { type: _, ...data } = command;
  return E.right([{ type: 'LegacyEnrollmentImported', effectiveAt: at, data }]);
};

/** Whether the account still takes part in the program: what the status table shows of it (S3). */
export const setLegacyActive = (
  { command, at }: Asked<'SetLegacyActive'>,
  state: EnrollmentState,
  facts: Known,
): Decision => {
  const { programId, pga, active } = command;
  if (state?.legacy === undefined) return E.left(refuse.notStarted(facts, phaseOf(state)));
  if (state.legacy.active === active) return E.right([]);
  return E.right([{ type: 'LegacyActiveSet', effectiveAt: at, data: { programId, pga, active } }]);
};
