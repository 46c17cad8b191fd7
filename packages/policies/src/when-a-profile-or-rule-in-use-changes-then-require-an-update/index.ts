import { concerned, type Happened, type PlacePolicy } from '../place-policy.js';
import type { Place } from '../place.js';
import {
  detailsAtStake,
  liveEnrollmentsAt,
  liveEnrollmentsOf,
  locationsOf,
  type TargetIndex,
} from '../target-index/index.js';
import { requireProfileUpdate } from './require-profile-update.js';

/** §5.4: every enrollment that stands on what changed, and no other. */
export const whenAProfileOrRuleInUseChangesThenRequireAnUpdate: PlacePolicy = {
  name: 'when-a-profile-or-rule-in-use-changes-then-require-an-update',
  targets: concerned({
    TaxProfileExpired: (event, index) => usersOfTaxProfile(event, index),
    TaxProfileActionRequired: (event, index) => usersOfTaxProfile(event, index),
    BankProfileActionRequired: (event, index) => usersOfBankProfile(event, index),
    // Rules that count later are a timer.
    PayoutRulesChanged: ({ effectiveAt, data: { programId, from } }, index) =>
      from <= effectiveAt ? underTheRulesOf(programId, index) : [],
  }),
  react: (_event, place) => [requireProfileUpdate(place)],
};

/** The enrollments of a program whose details its payout rules can make insufficient. */
export const underTheRulesOf = (
  programId: Place['programId'],
  index: TargetIndex,
): ReadonlyArray<Place> =>
  liveEnrollmentsOf(index, programId).filter(
    ({ enrollment }) => detailsAtStake(enrollment) !== undefined,
  );

/** Tax profiles are used at their own location only (T-04). */
const usersOfTaxProfile = (
  { data: { pla, taxProfileId } }: Happened<'TaxProfileExpired' | 'TaxProfileActionRequired'>,
  index: TargetIndex,
): ReadonlyArray<Place> =>
  liveEnrollmentsAt(index, pla).filter(
    ({ enrollment }) => detailsAtStake(enrollment)?.taxProfileId === taxProfileId,
  );

/** Bank profiles serve every location of their account (T-01). */
const usersOfBankProfile = (
  { data: { pga, bankProfileId } }: Happened<'BankProfileActionRequired'>,
  index: TargetIndex,
): ReadonlyArray<Place> =>
  locationsOf(index, pga)
    .flatMap((pla) => liveEnrollmentsAt(index, pla))
    .filter(({ enrollment }) =>
      detailsAtStake(enrollment)?.bank.some((chosen) => chosen.bankProfileId === bankProfileId),
    );

export { requireProfileUpdate };
