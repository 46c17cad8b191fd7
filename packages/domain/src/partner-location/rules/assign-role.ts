import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { AccountFacts } from '../../vocabulary/account-facts.js';
import { ActorText } from '../../vocabulary/actor.js';
import { byRoleAssigner, grantee } from '../../vocabulary/granting.js';
import { isGranted } from '../../vocabulary/grants.js';
import type { LocationFacts } from '../../vocabulary/location-facts.js';
import { plaOf, type PartnerLocationFacts } from '../facts.js';
import { refuse, type PartnerLocationRejection } from '../rejections.js';
import type { PartnerLocationState } from '../state.js';
import { idsOf, stillOpen, type Asked, type Decision } from './admission.js';

/** Makes a user incentives admin or incentives user of this location (R-02 … R-08). */
export const assignRole = (
  asked: Asked<'AssignRole'>,
  state: PartnerLocationState,
  facts: PartnerLocationFacts,
): Decision => {
  const { command, actor } = asked;
  return pipe(
    byRoleAssigner(actor, command.pga, facts.account, facts.policy),
    E.chainFirstW((account) => grantee(account, command.userId, facts.policy)),
    E.chainW((account) => locationOfAccount(asked, account, state, facts)),
    E.chainW((location) => grant(asked, location, facts)),
  );
};

/** The location that a grant is about, which must be one, and one of the account's. */
export const locationOfAccount = (
  { command }: Asked<'AssignRole' | 'RevokeRole'>,
  { pga }: AccountFacts,
  state: PartnerLocationState,
  { namesAccount }: PartnerLocationFacts,
): E.Either<PartnerLocationRejection, LocationFacts> => {
  const pla = plaOf(command);
  if (state === undefined) {
    return E.left(namesAccount ? refuse.notALocation(pla) : refuse.unknownLocation(pla));
  }
  return state.pga === pga ? E.right(state) : E.left(refuse.foreignLocation(pla, pga));
};

const grant = (
  { command, actor, at }: Asked<'AssignRole'>,
  location: LocationFacts,
  { unknownPrograms: [unknownProgram] }: PartnerLocationFacts,
): Decision => {
  const { userId, role, programs } = command;
  const open = stillOpen(location);
  if (E.isLeft(open)) return open;
  if (unknownProgram !== undefined) return E.left(refuse.unknownProgram(unknownProgram));
  if (isGranted(location.grants, command)) return E.right([]);
  const data = { ...idsOf(location), userId, role, programs, by: ActorText.encode(actor) };
  return E.right([{ type: 'RoleAssigned', effectiveAt: at, data }]);
};
