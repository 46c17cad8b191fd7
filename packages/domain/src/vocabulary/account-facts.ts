import type { BankProfileId, PartnerId, TenantId, UserId } from './ids.js';
import type { AccountRole, Grant } from './roles.js';
import type { Code, Country, Currency, Text } from './text.js';

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
  readonly currencies?: ReadonlyArray<Currency>;
  /** Where the account data is kept. */
  readonly accountRef: Code;
  readonly status: 'PendingValidation' | 'Approved' | 'ActionRequired';
}

/** An account-wide role (§2.1). */
export interface HeldRole {
  readonly userId: UserId;
  readonly role: AccountRole;
}

/** What others may know of a partner account. Plain JSON, like every state: a read model's row is the same fold. */
export interface AccountFacts {
  readonly pga: PartnerId;
  readonly name: Text;
  readonly country: Country;
  readonly members: ReadonlyArray<Member>;
  readonly roles: ReadonlyArray<HeldRole>;
  /** Grants of IA and IU for all locations. */
  readonly grants: ReadonlyArray<Grant>;
  readonly bankProfiles: ReadonlyArray<BankProfile>;
}
