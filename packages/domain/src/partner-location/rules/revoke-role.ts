import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { ActorText } from '../../vocabulary/actor.js';
import { byRoleAssigner } from '../../vocabulary/granting.js';
import { takesAnything } from '../../vocabulary/grants.js';
import type { LocationFacts } from '../../vocabulary/location-facts.js';
import type { PartnerLocationFacts } from '../facts.js';
import { refuse } from '../rejections.js';
import type { PartnerLocationState } from '../state.js';
import { idsOf, type Asked, type Decision } from './admission.js';
import { locationOfAccount } from './assign-role.js';

/** Takes a role at this location back, the last incentives admin's too, and of a closed location too. */
export const revokeRole = (
  asked: Asked<'RevokeRole'>,
  state: PartnerLocationState,
  facts: PartnerLocationFacts,
): Decision =>
  pipe(
    byRoleAssigner(asked.actor, asked.command.pga, facts.account, facts.policy),
    E.chainW((account) => locationOfAccount(asked, account, state, facts)),
    E.chainW((location) => withdraw(asked, location)),
  );

const withdraw = (
  { command, actor, at }: Asked<'RevokeRole'>,
  location: LocationFacts,
): Decision => {
  const { userId, role, programs } = command;
  if (!takesAnything(location.grants, command)) return E.left(refuse.unknownGrant(userId, role));
  const data = { ...idsOf(location), userId, role, by: ActorText.encode(actor) };
  return E.right([
    {
      type: 'RoleRevoked',
      effectiveAt: at,
      data: programs === undefined ? data : { ...data, programs },
    },
  ]);
};
