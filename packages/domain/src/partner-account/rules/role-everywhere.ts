import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { AccountFacts } from '../../vocabulary/account-facts.js';
import { ActorText } from '../../vocabulary/actor.js';
import { byRoleAssigner, grantee } from '../../vocabulary/granting.js';
import { isGranted, takesAnything } from '../../vocabulary/grants.js';
import type { PartnerAccountFacts } from '../facts.js';
import { refuse } from '../rejections.js';
import type { PartnerAccountState } from '../state.js';
import type { Asked, Decision } from './admission.js';

/** Makes a user incentives admin or incentives user of all locations, also of later ones (R-02 … R-08, §3.1). */
export const assignRole = (
  asked: Asked<'AssignRole'>,
  state: PartnerAccountState,
  facts: PartnerAccountFacts,
): Decision => {
  const { command, actor } = asked;
  return pipe(
    byRoleAssigner(actor, command.pga, state, facts.policy),
    E.chainFirstW((account) => grantee(account, command.userId, facts.policy)),
    E.chainW((account) => grant(asked, account, facts)),
  );
};

/** Takes back a role at all locations; grants for one location stay (§3.1). */
export const revokeRole = (
  asked: Asked<'RevokeRole'>,
  state: PartnerAccountState,
  { policy }: PartnerAccountFacts,
): Decision =>
  pipe(
    byRoleAssigner(asked.actor, asked.command.pga, state, policy),
    E.chainW((account) => withdraw(asked, account)),
  );

const grant = (
  { command, actor, at }: Asked<'AssignRole'>,
  account: AccountFacts,
  { unknownPrograms: [unknownProgram] }: PartnerAccountFacts,
): Decision => {
  const { userId, role, programs } = command;
  if (unknownProgram !== undefined) return E.left(refuse.unknownProgram(unknownProgram));
  if (isGranted(account.grants, command)) return E.right([]);
  return E.right([
    {
      type: 'RoleAssigned',
      effectiveAt: at,
      data: {
        pga: account.pga,
        allLocations: true,
        userId,
        role,
        programs,
        by: ActorText.encode(actor),
      },
    },
  ]);
};

const withdraw = ({ command, actor, at }: Asked<'RevokeRole'>, account: AccountFacts): Decision => {
  const { userId, role, programs } = command;
  if (!takesAnything(account.grants, command)) return E.left(refuse.unknownGrant(userId, role));
  return E.right([
    {
      type: 'RoleRevoked',
      effectiveAt: at,
      data: {
        pga: account.pga,
        allLocations: true,
        userId,
        role,
        by: ActorText.encode(actor),
        ...(programs !== undefined && { programs }),
      },
    },
  ]);
};
