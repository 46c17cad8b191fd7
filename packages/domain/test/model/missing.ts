import type { Details, Reason, Rules } from './commands.js';
import type { Account, Location } from './world.js';

/** §5.3: what stands between the details and a submission, in the documented order. */
export const missing = (
  details: Details,
  rules: Rules,
  account: Account | undefined,
  location: Location | undefined,
  at: string,
): ReadonlyArray<Reason> => {
  const found: Array<Reason> = [];
  const method = details.paymentMethod;
  if (method === undefined || method === 'BankTransfer') {
    for (const payingEntity of rules.payingEntities) {
      if (details.bank.every((choice) => choice.payingEntity !== payingEntity)) {
        found.push({ code: 'BankProfile', payingEntity });
      }
    }
  }
  const chosen = new Set(details.bank.map(({ bankProfileId }) => bankProfileId));
  const banks = (account?.banks ?? []).filter(({ bankProfileId }) => chosen.has(bankProfileId));
  if (banks.some(({ status }) => status === 'ActionRequired')) {
    found.push('BankProfileActionRequired');
  }
  const tax = location?.taxes.find((one) => one.taxProfileId === details.taxProfileId);
  if (tax === undefined) found.push('TaxProfile');
  else {
    for (const { form, country } of rules.taxForms) {
      const applies = country === undefined || country === tax.country;
      if (applies && !tax.forms.includes(form)) found.push({ code: 'TaxForm', form });
    }
    if (tax.expiresOn !== undefined && tax.expiresOn <= at) found.push('TaxProfileExpired');
    if (tax.status === 'ActionRequired') found.push('TaxProfileActionRequired');
  }
  if (details.currency === undefined) found.push('Currency');
  else if (isForbidden(details.currency, rules.currencies)) found.push('CurrencyNotAllowed');
  if (method === undefined) {
    // No method counts as bank transfer.
    if (isForbidden('BankTransfer', rules.paymentMethods)) found.push('PaymentMethod');
  } else {
    if (isForbidden(method, rules.paymentMethods)) found.push('PaymentMethodNotAllowed');
    // T-10.
    const isNote = method === 'CreditNote' || method === 'LrdCreditNote';
    if (isNote && details.creditNoteConfirmed !== true) found.push('CreditNoteConfirmation');
  }
  // T-01.
  for (const pair of rules.forbiddenCountries ?? []) {
    const clashes =
      pair.location === location?.country && banks.some(({ country }) => country === pair.bank);
    if (clashes && !found.includes('CountryCombinationNotAllowed')) {
      found.push('CountryCombinationNotAllowed');
    }
  }
  return found;
};

/** An empty list restricts nothing. */
export const isForbidden = (value: string, allowed: ReadonlyArray<string>): boolean =>
  allowed.length > 0 && !allowed.includes(value);
