import { isOpenProgram, nextFiscalYear } from '@partner-incentives/domain';
import { openLocations, type IndexedProgram } from '../target-index/index.js';
import { evaluation } from './evaluation.js';
import { hasCome, type DueNow, type Sweep } from './sweep.js';

/** §3.6: at the end of a term every location is judged by the criteria of the next. */
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
        evaluation({ programId: facts.programId, pla, ...next }, `${next.fy}`, sweep.index),
      ),
    );
};
