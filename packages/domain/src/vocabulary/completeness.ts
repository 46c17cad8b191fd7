import type { AccountFacts, BankProfile } from './account-facts.js';
import type { PayingEntityId } from './ids.js';
import type { Instant } from './instant.js';
import type { DefaultBank, LocationFacts, TaxProfile } from './location-facts.js';
import type { PayoutDetails, PayoutRules } from './payout.js';
import type { MissingItem } from './reasons.js';

/** The profiles that details may refer to. */
export interface Profiles {
  readonly account: Pick<AccountFacts, 'bankProfiles'> | undefined;
  readonly location: Pick<LocationFacts, 'taxProfiles' | 'country'> | undefined;
}

/**
 * What the details lack under the rules at the instant, in the order of §5.3; empty means that the prompt is Submit.
 *
 * @see domain.md §5.3, E-04, T-05, T-24
 */
export const missing = (
  details: PayoutDetails,
  rules: PayoutRules,
  profiles: Profiles,
  at: Instant,
): ReadonlyArray<MissingItem> => {
  const taxProfile = profiles.location?.taxProfiles.find(
    (p) => p.taxProfileId === details.taxProfileId,
  );
  const banks = (profiles.account?.bankProfiles ?? []).filter((profile) =>
    details.bank.some(({ bankProfileId }) => bankProfileId === profile.bankProfileId),
  );
  return [
    ...missingBankProfiles(details, rules),
    ...when(
      banks.some((bank) => bank.status === 'ActionRequired'),
      'BankProfileActionRequired',
    ),
    ...(taxProfile ? missingTax(taxProfile, rules, at) : (['TaxProfile'] as const)),
    ...missingCurrency(details, rules),
    ...missingMethod(details, rules),
    ...when(forbidden(banks, rules, profiles), 'CountryCombinationNotAllowed'),
  ];
};

/** Whether the payout is a bank transfer; no method counts as one (§5.3). */
const isBankTransfer = (details: PayoutDetails): boolean =>
  details.paymentMethod === undefined || details.paymentMethod === 'BankTransfer';

const missingBankProfiles = (
  details: PayoutDetails,
  rules: PayoutRules,
): ReadonlyArray<MissingItem> =>
  isBankTransfer(details)
    ? rules.payingEntities
        .filter((entity) => !details.bank.some(({ payingEntity }) => payingEntity === entity))
        .map((payingEntity) => ({ code: 'BankProfile' as const, payingEntity }))
    : [];

const missingTax = (
  profile: TaxProfile,
  rules: PayoutRules,
  at: Instant,
): ReadonlyArray<MissingItem> => [
  ...rules.taxForms
    .filter(({ country }) => country === undefined || country === profile.country)
    .filter(({ form }) => !profile.forms.includes(form))
    .map(({ form }) => ({ code: 'TaxForm' as const, form })),
  ...when(isExpired(profile, at), 'TaxProfileExpired'),
  ...when(profile.status === 'ActionRequired', 'TaxProfileActionRequired'),
];

export const isExpired = (profile: TaxProfile, at: Instant): boolean =>
  profile.expiresOn !== undefined && profile.expiresOn <= at;

const missingCurrency = (
  { currency }: PayoutDetails,
  { currencies }: PayoutRules,
): ReadonlyArray<MissingItem> =>
  currency === undefined
    ? ['Currency']
    : when(!allowed(currency, currencies), 'CurrencyNotAllowed');

const missingMethod = (
  { paymentMethod, creditNoteConfirmed }: PayoutDetails,
  { paymentMethods }: PayoutRules,
): ReadonlyArray<MissingItem> =>
  paymentMethod === undefined
    ? when(!allowed('BankTransfer', paymentMethods), 'PaymentMethod')
    : [
        ...when(!allowed(paymentMethod, paymentMethods), 'PaymentMethodNotAllowed'),
        ...when(
          needsConfirmation(paymentMethod) && creditNoteConfirmed !== true,
          'CreditNoteConfirmation',
        ),
      ];

/** T-10: a credit note needs the partner's confirmation that the number or tenant is theirs. */
const needsConfirmation = (method: string): boolean =>
  method === 'CreditNote' || method === 'LrdCreditNote';

/** An empty list restricts nothing. */
export const allowed = (value: string, list: ReadonlyArray<string>): boolean =>
  list.length === 0 || list.includes(value);

const forbidden = (
  banks: ReadonlyArray<BankProfile>,
  rules: PayoutRules,
  { location }: Profiles,
): boolean =>
  (rules.forbiddenCountries ?? []).some(
    (pair) =>
      pair.location === location?.country && banks.some((bank) => bank.country === pair.bank),
  );

const when = (condition: boolean, item: MissingItem): ReadonlyArray<MissingItem> =>
  condition ? [item] : [];

/** The draft an enrollment starts with: the default bank for every paying entity, and its currency (E-02, §5.3). */
export const draftFromDefault = (
  prefill: DefaultBank | undefined,
  payingEntities: ReadonlyArray<PayingEntityId>,
): PayoutDetails =>
  prefill === undefined
    ? { bank: [] }
    : {
        bank: payingEntities.map((payingEntity) => ({
          payingEntity,
          bankProfileId: prefill.bankProfileId,
        })),
        currency: prefill.currency,
      };
