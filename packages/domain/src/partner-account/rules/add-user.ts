import * as E from 'fp-ts/lib/Either.js';
import type { AccountFacts } from '../../vocabulary/account-facts.js';
import { ActorText } from '../../vocabulary/actor.js';
import type { PartnerAccountFacts } from '../facts.js';
import { refuse } from '../rejections.js';
import type { Asked, Decision } from './admission.js';

/** Makes a person of an associated tenant known to the account; name and e-mail go to the Directory (§3.7). */
export const addUser = (
  { command, actor, at }: Asked<'AddUser'>,
  account: AccountFacts,
  { emailTaken, tenantOf }: PartnerAccountFacts,
): Decision => {
  const { pga, userId, tenantId, guest } = command;
  const isMember = account.members.some((member) => member.userId === userId);
  if (isMember || emailTaken) return E.left(refuse.duplicateUser(userId));
  if (tenantOf !== pga) return E.left(refuse.unknownTenant(account, tenantId));
  const data = { pga, userId, tenantId, guest, by: ActorText.encode(actor) };
  return E.right([{ type: 'UserAdded', effectiveAt: at, data }]);
};
