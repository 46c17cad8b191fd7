import type { FiscalYear } from '@partner-incentives/domain';
import type { EnrollmentRow } from './enrollment-row.js';

/**
 * What enrollments are found under by Microsoft's views. No user id holds a colon: a user's scope, which is what is
 * found under the user's id, never takes one of these in.
 */
export const foundUnder = {
  awaitingVerdict: 'awaiting:verdict',
  /** Of boundaries into a fiscal year, or into any. */
  boundary: (fy: FiscalYear | undefined): string => `boundary:${fy ?? 'any'}`,
} as const;

export const enrollmentFoundUnder = ({
  phase,
  boundaries,
}: EnrollmentRow): ReadonlyArray<string> => [
  ...(phase === 'Validating' ? [foundUnder.awaitingVerdict] : []),
  ...(boundaries.length > 0 ? [foundUnder.boundary(undefined)] : []),
  ...new Set(boundaries.map(({ fy }) => foundUnder.boundary(fy))),
];
