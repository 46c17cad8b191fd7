import type { ProgramFacts, Term } from '../vocabulary/program-facts.js';
import type { IncentiveProgramEvent } from './events.js';

/** All that others may know of the program is all there is; `undefined`: not defined. */
export type IncentiveProgramState = ProgramFacts | undefined;

export const initial: IncentiveProgramState = undefined;

/**
 * Read as of an instant, a program is folded from the events effective until then, so one that presupposes another
 * may come without it and then says nothing.
 */
export const evolve = (
  state: IncentiveProgramState,
  event: IncentiveProgramEvent,
): IncentiveProgramState => {
  if (event.type === 'ProgramDefined') return state ?? defined(event.data);
  if (state === undefined) return undefined;
  switch (event.type) {
    case 'TermScheduled': {
      const { fy, startsAt, endsAt } = event.data;
      return { ...state, terms: byStart([...state.terms, { fy, startsAt, endsAt }]) };
    }
    case 'TermExtended':
      return { ...state, terms: extended(state.terms, event.data) };
    case 'ProgramOpened':
      return { ...state, status: 'Open' };
    case 'ProgramClosed':
      return { ...state, status: 'Closed' };
    case 'ProgramDiscontinued':
      return { ...state, status: 'Discontinued' };
    case 'CriteriaChanged': {
      const { fromFy, criteria } = event.data;
      const others = state.criteria.filter((counting) => counting.fromFy !== fromFy);
      return {
        ...state,
        criteria: [...others, { fromFy, criteria }].toSorted(
          (a, b) => (a.fromFy ?? 0) - (b.fromFy ?? 0),
        ),
      };
    }
    case 'PayoutRulesChanged': {
      const { from, payoutRules } = event.data;
      const others = state.payoutRules.filter((counting) => counting.from !== from);
      return {
        ...state,
        payoutRules: [...others, { from, payoutRules }].toSorted((a, b) =>
          (a.from ?? '') < (b.from ?? '') ? -1 : 1,
        ),
      };
    }
  }
};

type Definition = Extract<IncentiveProgramEvent, { type: 'ProgramDefined' }>['data'];

const defined = ({
  programId,
  name,
  criteria,
  payoutRules,
  guideUrl,
}: Definition): ProgramFacts => ({
  programId,
  name,
  ...(guideUrl !== undefined && { guideUrl }),
  status: 'Upcoming',
  criteria: [{ criteria }],
  payoutRules: [{ payoutRules }],
  terms: [],
});

/** A following term that has begun by the new end begins there instead (§3.2). */
const extended = (
  terms: ReadonlyArray<Term>,
  { fy, endsAt }: Pick<Term, 'fy' | 'endsAt'>,
): ReadonlyArray<Term> => {
  const old = terms.find((term) => term.fy === fy);
  if (old === undefined) return terms;
  return terms.map((term) => {
    if (term.fy === fy) return { ...term, endsAt };
    const isOvertaken = term.startsAt >= old.endsAt && term.startsAt < endsAt;
    return isOvertaken ? { ...term, startsAt: endsAt } : term;
  });
};

const byStart = (terms: ReadonlyArray<Term>): ReadonlyArray<Term> =>
  terms.toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
