import type { Actor } from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import type { AccountFacts, Member } from './account-facts.js';
import { holdsAny, roleAssigners } from './authority.js';
import type { PartnerId, UserId } from './ids.js';
import type { Policy } from './policy.js';
import { grantRefusals as refuse } from './role-refusals.js';

type GrantRefusal = ReturnType<(typeof refuse)[keyof typeof refuse]>;

/** The account whose incentives roles the actor may give and take. */
export const byRoleAssigner = (
  actor: Actor,
  pga: PartnerId,
  account: AccountFacts | undefined,
  policy: Policy,
): E.Either<GrantRefusal, AccountFacts> => {
  if (account === undefined) return E.left(refuse.unknownAccount(pga));
  return holdsAny(actor, account, roleAssigners(policy))
    ? E.right(account)
    : E.left(refuse.notRoleAssigner(account, policy));
};

/** The member who is to get an incentives role. */
export const grantee = (
  account: AccountFacts,
  userId: UserId,
  policy: Policy,
): E.Either<GrantRefusal, Member> => {
  const member = account.members.find((one) => one.userId === userId);
  if (member === undefined) return E.left(refuse.unknownUser(account, userId));
  return member.guest && !policy.guestIncentivesRoles
    ? E.left(refuse.guestNotAllowed(userId))
    : E.right(member);
};
