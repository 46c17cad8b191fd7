import * as E from 'fp-ts/lib/Either.js';
import { isMicrosoft } from '../../vocabulary/authority.js';
import type { PartnerAccountFacts } from '../facts.js';
import { refuse } from '../rejections.js';
import type { PartnerAccountState } from '../state.js';
import type { Asked, Decision } from './admission.js';

/** Microsoft registers a company with its first tenant, associated before, and its first global admin (§3.1). */
export const registerAccount = (
  { command, actor, at }: Asked<'RegisterAccount'>,
  state: PartnerAccountState,
  { tenantOf, location }: PartnerAccountFacts,
): Decision => {
  const { pga, name, country, tenantId, globalAdmin } = command;
  if (!isMicrosoft(actor)) return E.left(refuse.notMicrosoft());
  if (state !== undefined) return E.left(refuse.accountExists(pga));
  // Accounts and locations share their ids: an enrollment's stream must belong to one of them.
  if (location !== undefined) return E.left(refuse.accountExists(pga));
  if (tenantOf !== pga) return E.left(refuse.unknownTenant(state, tenantId));
  return E.right([
    {
      type: 'AccountRegistered',
      effectiveAt: at,
      data: { pga, name, country, firstTenantId: tenantId, firstGlobalAdmin: globalAdmin.userId },
    },
  ]);
};
