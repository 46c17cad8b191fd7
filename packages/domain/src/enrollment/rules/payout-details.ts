import * as E from 'fp-ts/lib/Either.js';
import { allowed } from '../../vocabulary/completeness.js';
import type { Instant } from '../../vocabulary/instant.js';
import type { PayoutDetails } from '../../vocabulary/payout.js';
import { payoutRulesAt } from '../../vocabulary/program-facts.js';
import { refuse, type EnrollmentRejection } from '../rejections.js';
import { isStarted, phaseOf, type EnrollmentState, type Started } from '../state.js';
import type { Known } from './admission.js';
import type { Place } from './place.js';

/** The enrollment while payout details can be worked on, or why they cannot. */
export const startedOr = (
  state: EnrollmentState,
  facts: Known,
  { pla }: Place,
): E.Either<EnrollmentRejection, Started> => {
  if (isStarted(state)) return E.right(state);
  if (state?.phase === 'Ended') return E.left(refuse.enrollmentEnded());
  return state?.legacy === undefined
    ? E.left(refuse.notStarted(facts, phaseOf(state)))
    : E.left(refuse.notALocation(pla));
};

/** Details that name existing profiles and what the program allows; gaps are no obstacle. */
export const acceptable = (
  details: PayoutDetails,
  facts: Known,
  at: Instant,
): E.Either<EnrollmentRejection, PayoutDetails> => {
  const { paymentMethods, currencies } = payoutRulesAt(facts.program, at);
  const { paymentMethod, currency } = details;
  const unknown = unknownProfiles(details, facts);
  if (unknown.length > 0) return E.left(refuse.unknownProfile(facts, unknown));
  if (paymentMethod !== undefined && !allowed(paymentMethod, paymentMethods)) {
    return E.left(refuse.paymentMethodNotAllowed(facts, paymentMethod, paymentMethods));
  }
  if (currency !== undefined && !allowed(currency, currencies)) {
    return E.left(refuse.currencyNotAllowed(facts, currency, currencies));
  }
  return E.right(details);
};

const unknownProfiles = (
  { bank, taxProfileId }: PayoutDetails,
  { account, location }: Known,
): ReadonlyArray<string> => {
  const banks = account.bankProfiles.map(({ bankProfileId }) => bankProfileId);
  const taxes = location?.taxProfiles.map((profile) => profile.taxProfileId) ?? [];
  return [
    ...bank.map(({ bankProfileId }) => bankProfileId).filter((id) => !banks.includes(id)),
    ...(taxProfileId !== undefined && !taxes.includes(taxProfileId) ? [taxProfileId] : []),
  ];
};
