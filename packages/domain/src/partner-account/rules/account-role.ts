import * as E from 'fp-ts/lib/Either.js';
import type { AccountFacts } from '../../vocabulary/account-facts.js';
import { ActorText } from '../../vocabulary/actor.js';
import { holdersOf } from '../../vocabulary/authority.js';
import { refuse } from '../rejections.js';
import type { Asked, Decision } from './admission.js';

/** Gives a member an account-wide role, which is no incentives role. */
export const assignAccountRole = (
  { command, actor, at }: Asked<'AssignAccountRole'>,
  account: AccountFacts,
): Decision => {
  const { pga, userId, role } = command;
  if (!isMember(account, userId)) return E.left(refuse.unknownUser(account, userId));
  if (holds(account, command)) return E.right([]);
  const data = { pga, userId, role, by: ActorText.encode(actor) };
  return E.right([{ type: 'AccountRoleAssigned', effectiveAt: at, data }]);
};

/** Takes an account-wide role back; somebody stays global admin. */
export const revokeAccountRole = (
  { command, actor, at }: Asked<'RevokeAccountRole'>,
  account: AccountFacts,
): Decision => {
  const { pga, userId, role } = command;
  if (!isMember(account, userId)) return E.left(refuse.unknownUser(account, userId));
  if (!holds(account, command)) return E.left(refuse.unknownGrant(userId, role));
  if (role === 'GA' && holdersOf(account, ['GA']).length === 1) {
    return E.left(refuse.lastGlobalAdmin(account, userId));
  }
  const data = { pga, userId, role, by: ActorText.encode(actor) };
  return E.right([{ type: 'AccountRoleRevoked', effectiveAt: at, data }]);
};

const isMember = ({ members }: AccountFacts, userId: string): boolean =>
  members.some((member) => member.userId === userId);

const holds = (
  { roles }: AccountFacts,
  { userId, role }: Asked<'AssignAccountRole' | 'RevokeAccountRole'>['command'],
): boolean => roles.some((held) => held.userId === userId && held.role === role);
