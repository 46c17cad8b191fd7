import type { BankProfileId, PartnerId, TenantId, UserId } from './ids.js';
import type { AccountRole, Grant } from './roles.js';
import type { Code, Country, Text } from './text.js';

/** A member of the account: their tenant, and whether they are a guest there. */
export interface Member {
  readonly userId: UserId;
  readonly tenantId: TenantId;
  readonly guest: boolean;
}

/** Bank details of the company (T-01 … T-03). */
export interface BankProfile {
  readonly bankProfileId: BankProfileId;
  readonly name: Text;
  readonly country: Country;
  readonly paymentMethod: Code;
  readonly status: 'PendingValidation' | 'Approved' | 'ActionRequired';
}

/** What other aggregates may know of a partner account. */
export interface AccountFacts {
  readonly pga: PartnerId;
  readonly name: Text;
  readonly country: Country;
  readonly members: ReadonlyMap<UserId, Member>;
  readonly roles: ReadonlyMap<UserId, ReadonlyArray<AccountRole>>;
  /** Grants of IA and IU for all locations. */
  readonly grants: ReadonlyArray<Grant>;
  readonly bankProfiles: ReadonlyMap<BankProfileId, BankProfile>;
}
