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

/** Asked after each event that is folded: no list is made that is not kept. */
export const enrollmentFoundUnder = ({
  phase,
  boundaries,
}: EnrollmentRow): ReadonlyArray<string> => {
  const values: string[] = phase === 'Validating' ? [foundUnder.awaitingVerdict] : [];
  let before: FiscalYear | undefined;
  for (const { fy } of boundaries) {
    if (before === undefined) values.push(foundUnder.boundary(undefined));
    // Boundaries come year after year, so that most repetitions stand side by side.
    if (fy === before) continue;
    before = fy;
    const value = foundUnder.boundary(fy);
    if (!values.includes(value)) values.push(value);
  }
  return values;
};
