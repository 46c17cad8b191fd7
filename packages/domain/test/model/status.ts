import type { Reason } from './commands.js';
import { missing } from './missing.js';
import { criteriaIn, rulesAt, yearAt } from './programs.js';
import { isRestartable } from './restartable.js';
import { holds, isIncentivesAdmin, isIncentivesUser } from './who-may.js';
import { placeKey, type World } from './world.js';

/** What a viewer sees in the Status and Action columns, and by which row of §3.5. */
export interface Seen {
  readonly rule: string;
  readonly status: string;
  readonly actions: ReadonlyArray<string>;
}

const row = (rule: string, status: string, ...actions: ReadonlyArray<string>): Seen => ({
  rule,
  status,
  actions,
});
const notShown = (rule: string): Seen => row(rule, 'NotShown');

/** §3.5 for one viewer at one place; `pla` may be an account's id (legacy rows). */
export const seenBy = (
  world: World,
  viewer: string,
  programId: string,
  pla: string,
  now: string,
): Seen => {
  const program = world.programs.now(programId);
  if (program === undefined) throw new Error(`no program ${programId}`);
  const location = world.locations.now(pla);
  const account = world.accounts.now(location?.pga ?? pla);
  const enrollment = world.enrollments.now(placeKey(programId, pla));
  const { policy } = world;

  const isAdmin = isIncentivesAdmin(viewer, account, location, programId);
  const mayLook =
    isAdmin ||
    (policy.overviewViewers.includes('IU') &&
      isIncentivesUser(viewer, account, location, programId)) ||
    (account !== undefined && holds(viewer, account, policy.overviewViewers));
  const isNone = isShownAsNone(world, programId, pla, now) || enrollment === undefined;
  const cannotEnroll =
    location !== undefined &&
    (location.closed || (policy.requirePmcMigration && !location.migrated));
  if (!mayLook || (isNone && cannotEnroll)) return notShown('S1');

  if (program.status === 'Discontinued') return isNone ? notShown('S2') : row('S2', 'Discontinued');

  if (enrollment?.legacy?.active === false) return isNone ? notShown('S3') : row('S3', 'Inactive');

  const phase = isNone ? 'None' : enrollment.phase;
  const year =
    enrollment === undefined || enrollment.phase === 'Ended' || enrollment.fy === undefined
      ? yearAt(program, now)
      : enrollment.fy;
  const hasCriteria = criteriaIn(program, year).length > 0;
  const last = world.eligibility.now(placeKey(programId, pla));
  const isSpared = phase === 'Complete' && policy.midYearEligibilityLoss === 'untilTermEnd';
  const isUnknown = hasCriteria && last === undefined;
  if (hasCriteria && last?.eligible === false && !isSpared) {
    return row('S4', 'Ineligible', 'SeeEligibilityRequirements');
  }
  if (phase === 'Ended') {
    const reason = enrollment?.endReason;
    if (reason !== 'EligibilityLost' && reason !== 'AgreementLapsed') return row('S6', 'Inactive');
    return isUnknown
      ? row('S5', 'Ineligible', 'SeeEligibilityRequirements')
      : row('S5', 'Inactive');
  }
  if (program.status !== 'Open' && (phase === 'None' || phase === 'Invited')) {
    return phase === 'None' && isUnknown ? notShown('S7') : row('S7', 'Inactive');
  }
  if (phase === 'None') {
    return !hasCriteria && isAdmin ? row('S8', 'Invited', 'Enroll') : notShown('S8');
  }
  if (phase === 'Invited') return isAdmin ? row('S9', 'Invited', 'Enroll') : row('S9', 'Invited');
  if (phase === 'InProgress') {
    if (!isAdmin) return row('S10', 'Enrolling');
    const gaps = missing(
      enrollment?.draft ?? { bank: [] },
      rulesAt(program, now),
      account,
      location,
      now,
    );
    return row('S10', 'ActionRequired', ...actions([...(enrollment?.reasons ?? []), ...gaps]));
  }
  if (phase === 'Validating') {
    return row('S11', isAdmin ? 'ValidatingEnrollment' : 'Enrolling');
  }
  return row('S12', 'Enrolled');
};

/** Nothing has begun, or what has ended may begin again (§3.4.3, *restartable*). */
export const isShownAsNone = (
  world: World,
  programId: string,
  pla: string,
  now: string,
): boolean => {
  const program = world.programs.now(programId);
  const enrollment = world.enrollments.now(placeKey(programId, pla));
  return (
    program === undefined ||
    enrollment === undefined ||
    isRestartable(enrollment, program, world.locations.now(pla), now)
  );
};

/** The distinct actions of the reasons, in order. */
const actions = (reasons: ReadonlyArray<Reason>): ReadonlyArray<string> => {
  const found = new Set(reasons.map((reason) => actionFor(reason)));
  return found.size > 0 ? [...found] : ['ContinueToPaymentAndTax'];
};

const actionFor = (reason: Reason): string => {
  switch (typeof reason === 'string' ? reason : reason.code) {
    case 'BankProfile':
      return 'AddBankProfile';
    case 'BankProfileActionRequired':
    case 'AccountHolderNameMismatch':
    case 'BankDetailsInvalid':
      return 'FixBankProfile';
    case 'TaxProfile':
      return 'AddTaxProfile';
    case 'TaxForm':
    case 'TaxProfileExpired':
    case 'TaxProfileActionRequired':
    case 'TaxFormMissing':
    case 'TaxFormExpired':
    case 'DocumentMissing':
      return 'UpdateTaxProfile';
    case 'Currency':
    case 'CurrencyNotAllowed':
    case 'BankRejectsCurrency':
      return 'ChooseCurrency';
    case 'PaymentMethod':
    case 'PaymentMethodNotAllowed':
      return 'ChoosePaymentMethod';
    case 'CreditNoteConfirmation':
      return 'ConfirmCreditNote';
    default:
      return 'ContinueToPaymentAndTax';
  }
};
