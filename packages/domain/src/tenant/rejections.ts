import type { AccountFacts } from '../vocabulary/account-facts.js';
import { holdersOf } from '../vocabulary/authority.js';
import type { PartnerId, TenantId } from '../vocabulary/ids.js';
import { refusal } from '../vocabulary/rejection.js';

/** Why a command about a tenant was refused, and who can change that. */
export const refuse = {
  unknownAccount: (pga: PartnerId) => refusal('UnknownAccount', '§3.2', [], { pga }),
  /** Microsoft ties the first tenant of an account, its global admins every other. */
  notAuthorized: (account: AccountFacts | undefined, pga: PartnerId) =>
    refusal('NotAuthorized', '§3.1', holdersOf(account, ['GA']), { pga }),
  tenantTakenByOtherAccount: (tenantId: TenantId) =>
    refusal('TenantTakenByOtherAccount', '§3.1', [], { tenantId }),
};

export type TenantRejection = ReturnType<(typeof refuse)[keyof typeof refuse]>;
