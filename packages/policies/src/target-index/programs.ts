import {
  fiscalYearAt,
  type Criterion,
  type Instant,
  type ProgramFacts,
} from '@partner-incentives/domain';
import type { TargetIndex } from './target-index.js';

/** Every program, in the order of their definition. */
export const programs = (index: TargetIndex): ReadonlyArray<ProgramFacts> =>
  [...index.programs.values()].map(({ facts }) => facts);

/** Whether eligibility for the program can depend on such a criterion, in the year of the instant or a later one. */
export const asksFor = (
  program: ProgramFacts,
  at: Instant,
  suits: (criterion: Criterion) => boolean,
): boolean =>
  program.status !== 'Discontinued' &&
  criteriaFrom(program, at).some((criteria) => criteria.some(suits));

/** The criteria that count in the year of the instant, then those of the years after it. */
const criteriaFrom = (
  program: ProgramFacts,
  at: Instant,
): ReadonlyArray<ReadonlyArray<Criterion>> => {
  const year = fiscalYearAt(program, at);
  const counting = program.criteria.findLastIndex(
    ({ fromFy }) => fromFy === undefined || fromFy <= year,
  );
  return program.criteria.slice(counting).map(({ criteria }) => criteria);
};
