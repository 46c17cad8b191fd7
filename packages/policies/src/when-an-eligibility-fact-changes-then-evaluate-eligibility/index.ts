import { concerned, type Happened, type PlacePolicy } from '../place-policy.js';
import type { Place } from '../place.js';
import {
  asksFor,
  openLocation,
  openLocations,
  programs,
  suits,
  type Suits,
  type TargetIndex,
} from '../target-index/index.js';

/** L-05: eligibility follows the facts and the criteria. */
export const whenAnEligibilityFactChangesThenEvaluateEligibility: PlacePolicy = {
  name: 'when-an-eligibility-fact-changes-then-evaluate-eligibility',
  targets: concerned({
    LocationRegistered: (event, index) => atLocation(event, index, suits.anything),
    AgreementActivated: (event, index) => atLocation(event, index, suits.agreement(event.data)),
    AgreementLapsed: (event, index) => atLocation(event, index, suits.agreement(event.data)),
    DesignationAttained: (event, index) => atLocation(event, index, suits.designation(event.data)),
    DesignationEnded: (event, index) => atLocation(event, index, suits.designation(event.data)),
    FirstTransactionRecorded: (event, index) => atLocation(event, index, suits.firstTransaction),
    CriterionFactRecorded: (event, index) => atLocation(event, index, suits.fact(event.data)),
    CriterionFactEnded: (event, index) => atLocation(event, index, suits.fact(event.data)),
    CriteriaChanged: (event, index) => atEveryLocation(event, index),
    ProgramOpened: (event, index) => atEveryLocation(event, index),
  }),
  react: (_event, { programId, pla }) => [{ type: 'EvaluateEligibility', programId, pla }],
};

type LocationChange = Happened<
  | 'LocationRegistered'
  | 'AgreementActivated'
  | 'AgreementLapsed'
  | 'DesignationAttained'
  | 'DesignationEnded'
  | 'FirstTransactionRecorded'
  | 'CriterionFactRecorded'
  | 'CriterionFactEnded'
>;

/** The programs whose criteria the fact can meet or miss, unless the location is closed. */
const atLocation = (
  { effectiveAt, data }: LocationChange,
  index: TargetIndex,
  matters: Suits,
): ReadonlyArray<Place> =>
  openLocation(index, data.pla).flatMap(({ pla }) =>
    programs(index)
      .filter((program) => asksFor(program, effectiveAt, matters))
      .map(({ programId }) => ({ programId, pla })),
  );

const atEveryLocation = (
  { effectiveAt, data }: Happened<'CriteriaChanged' | 'ProgramOpened'>,
  index: TargetIndex,
): ReadonlyArray<Place> => {
  const program = index.programs.get(data.programId)?.facts;
  return program !== undefined && asksFor(program, effectiveAt, suits.anything)
    ? openLocations(index).map(({ pla }) => ({ programId: data.programId, pla }))
    : [];
};
