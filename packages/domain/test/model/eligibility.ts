import { alreadySo, recorded, refused, sameJson, type Answer } from './answer.js';
import type { AgreementKind, Ask, Criterion } from './commands.js';
import { criteriaIn, yearAt } from './programs.js';
import { isMicrosoft } from './who-may.js';
import { placeKey, type Location, type World } from './world.js';

/** §3.6 EvaluateEligibility, L-01, L-04, L-05. */
export const evaluateEligibility = (
  world: World,
  { actor, at, command }: Ask<'EvaluateEligibility'>,
): Answer => {
  const { programId, pla, asOf } = command;
  if (!isMicrosoft(actor)) return refused('NotAuthorized');
  const program = world.programs.now(programId);
  if (program === undefined) return refused('UnknownProgram');
  const location = asOf === undefined ? world.locations.now(pla) : world.locations.asOf(pla, asOf);
  if (location === undefined) {
    return refused(world.accounts.now(pla) === undefined ? 'UnknownLocation' : 'NotALocation');
  }
  if (program.status === 'Discontinued') return refused('ProgramDiscontinued');
  const when = asOf ?? at;
  const criteria = criteriaIn(program, command.fy ?? yearAt(program, when));
  if (criteria.length === 0) return refused('ProgramIsOpenProgram');
  if (location.closed) return refused('LocationClosed');
  const last = world.eligibility.now(placeKey(programId, pla));
  if (last !== undefined && when < last.at) return alreadySo;
  const met = criteria.filter((criterion) => meets(location, criterion, when));
  const unmet = criteria.filter((criterion) => !meets(location, criterion, when));
  const result = { eligible: unmet.length === 0, met, unmet };
  if (last !== undefined && sameJson({ ...last, at: when }, { ...result, at: when })) {
    return alreadySo;
  }
  world.eligibility.put(placeKey(programId, pla), when, { ...result, at: when });
  return recorded('EligibilityEvaluated', when, { programId, pla, ...result, at: when });
};

/** §4.1. */
export const meets = (location: Location, criterion: Criterion, when: string): boolean => {
  switch (criterion.kind) {
    case 'ActiveAgreement':
      return hasAgreement(location, criterion.agreement, when);
    case 'Designation': {
      const { anyOf } = criterion;
      const counted =
        anyOf === undefined
          ? location.designations
          : location.designations.filter((one) => anyOf.includes(one));
      return counted.length >= criterion.min;
    }
    case 'Membership':
      return location.facts.some(({ kind }) => kind === 'Membership');
    case 'FirstTransaction':
      return location.firstTransaction !== undefined && location.firstTransaction <= when;
    case 'CspRole':
      return location.facts.some((fact) => sameJson(fact, criterion));
    case 'TrailingRevenue':
      return location.facts.some(
        (fact) => fact.kind === 'TrailingRevenue' && fact.amountUsd >= criterion.amountUsd,
      );
    case 'Custom':
      return location.facts.some((fact) => sameJson(fact, criterion));
  }
};

/** V-02: an agreement is active in `[from, until)`. */
export const hasAgreement = (location: Location, kind: AgreementKind, when: string): boolean => {
  const agreement = location.agreements[kind];
  if (agreement === undefined || when < agreement.from) return false;
  return agreement.until === undefined || when < agreement.until;
};
