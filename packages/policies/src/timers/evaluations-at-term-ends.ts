import {
  isOpenProgram,
  nextFiscalYear,
  type Instant,
  type PartnerId,
  type ProgramId,
} from '@partner-incentives/domain';
import { openLocations, type IndexedProgram } from '../target-index/index.js';
import { evaluation } from './evaluation.js';
import { hasCome, type DueNow, type Sweep } from './sweep.js';

/**
 * §3.6: at the end of a term every location is judged by the criteria of the next. Where that comes late and changed
 * what was known, what has happened since is judged too: when it happened it may have changed nothing.
 */
export const evaluationsAtTermEnds: DueNow = (sweep) =>
  [...sweep.index.programs.values()].flatMap((program) => ofProgram(program, sweep));

const ofProgram = ({ facts, ends }: IndexedProgram, sweep: Sweep) => {
  if (facts.status === 'Discontinued') return [];
  return facts.terms
    .filter(({ fy, endsAt }) => hasCome(endsAt, ends.get(fy), sweep))
    .map(({ fy, endsAt }) => ({ fy: nextFiscalYear(fy), asOf: endsAt }))
    .filter(({ fy }) => !isOpenProgram(facts, fy))
    .flatMap((next) =>
      openLocations(sweep.index).flatMap(({ pla }) =>
        [next, ...sinceThen(facts.programId, pla, next.asOf, sweep)].flatMap((asked) =>
          evaluation({ programId: facts.programId, pla, ...asked }, `${next.fy}`, sweep.index),
        ),
      ),
    );
};

const sinceThen = (
  programId: ProgramId,
  pla: PartnerId,
  end: Instant,
  { index, now }: Sweep,
): ReadonlyArray<{ readonly asOf: Instant }> =>
  end < now && index.eligibility.get(programId)?.get(pla)?.at === end ? [{ asOf: now }] : [];
