import type { AgreementKind, CriterionFact } from './criteria.js';
import type { BankProfileId, PartnerId, TaxProfileId } from './ids.js';
import type { Instant } from './instant.js';
import type { Grant } from './roles.js';
import type { Code, Country, Currency, Text } from './text.js';

/** Tax data of one location (T-04, T-05). */
export interface TaxProfile {
  readonly taxProfileId: TaxProfileId;
  readonly country: Country;
  readonly forms: ReadonlyArray<Code>;
  readonly expiresOn?: Instant;
  readonly status: 'PendingValidation' | 'Approved' | 'ActionRequired' | 'Expired';
}

/** The pair preselected for later enrollments (T-20). */
export interface DefaultBank {
  readonly bankProfileId: BankProfileId;
  readonly currency: Currency;
}

/** An agreement is active in `[from, until)`. */
export interface Agreement {
  readonly kind: AgreementKind;
  readonly from: Instant;
  readonly until?: Instant;
}

/** What others may know of a partner location. Plain JSON. */
export interface LocationFacts {
  readonly pga: PartnerId;
  readonly pla: PartnerId;
  readonly name: Text;
  readonly country: Country;
  readonly closed: boolean;
  readonly pmcMigrated: boolean;
  readonly userSetupCompleted: boolean;
  readonly grants: ReadonlyArray<Grant>;
  /** At most one of a kind. */
  readonly agreements: ReadonlyArray<Agreement>;
  readonly designations: ReadonlyArray<Text>;
  readonly firstTransactionAt?: Instant;
  readonly criterionFacts: ReadonlyArray<CriterionFact>;
  readonly taxProfiles: ReadonlyArray<TaxProfile>;
  readonly defaultBank?: DefaultBank;
}
