import { isLive, type Event } from '@partner-incentives/domain';
import { concerned, type PlacePolicy } from '../place-policy.js';
import { enrollmentAt } from '../target-index/index.js';

/** I-09, §6.3: nobody stays enrolled without being eligible, but for what `midYearEligibilityLoss` says. */
export const whenALocationIsNotEligibleThenEndItsEnrollment: PlacePolicy = {
  name: 'when-a-location-is-not-eligible-then-end-its-enrollment',
  targets: concerned({
    EligibilityEvaluated: ({ data: { programId, pla, eligible } }, index) =>
      [{ programId, pla }].filter((place) => !eligible && isLive(enrollmentAt(index, place))),
  }),
  react: ({ event }, { programId, pla }) => [
    { type: 'EndEnrollment', programId, pla, endReason: reasonOf(event) },
  ],
};

const reasonOf = (event: Event): 'AgreementLapsed' | 'EligibilityLost' =>
  event.type === 'EligibilityEvaluated' &&
  event.data.unmet.some(({ kind }) => kind === 'ActiveAgreement')
    ? 'AgreementLapsed'
    : 'EligibilityLost';
