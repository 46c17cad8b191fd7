import type { Actor, CommandEnvelope } from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import type { AccountFacts } from '../../vocabulary/account-facts.js';
import { holdsAny, incentivesRoleOf, isMicrosoft } from '../../vocabulary/authority.js';
import type { PartnerId } from '../../vocabulary/ids.js';
import type { LocationFacts } from '../../vocabulary/location-facts.js';
import { userAdders } from '../../vocabulary/role-refusals.js';
import type { PartnerAccountCommand } from '../commands.js';
import type { PartnerAccountEvent } from '../events.js';
import type { PartnerAccountFacts } from '../facts.js';
import { refuse, type PartnerAccountRejection } from '../rejections.js';
import type { PartnerAccountState } from '../state.js';

/** One command with its envelope. */
export type Asked<Type extends PartnerAccountCommand['type']> = CommandEnvelope<
  Extract<PartnerAccountCommand, { type: Type }>
>;

/** What is decided: events, none, or a refusal. */
export type Decision = E.Either<PartnerAccountRejection, ReadonlyArray<PartnerAccountEvent>>;

type Admission = E.Either<PartnerAccountRejection, AccountFacts>;

/** The account, and the location on whose behalf an incentives admin acts. */
export interface Acting {
  readonly account: AccountFacts;
  readonly location: LocationFacts;
}

/** Commands of Microsoft's: who asks comes before everything. */
export const microsoft = (actor: Actor, pga: PartnerId, state: PartnerAccountState): Admission =>
  isMicrosoft(actor) ? known(pga, state) : E.left(refuse.notMicrosoft());

/** Who may add users: global admins, account admins, user management admins (§2.3). */
export const userAdder = (actor: Actor, pga: PartnerId, state: PartnerAccountState): Admission => {
  if (state === undefined) return known(pga, state);
  return holdsAny(actor, state, userAdders) ? E.right(state) : E.left(refuse.notUserAdder(state));
};

/** Who may give and take account-wide roles: global admins, and Microsoft (§3.1). */
export const globalAdmin = (
  actor: Actor,
  pga: PartnerId,
  state: PartnerAccountState,
): Admission => {
  if (state === undefined) return known(pga, state);
  return isMicrosoft(actor) || holdsAny(actor, state, ['GA'])
    ? E.right(state)
    : E.left(refuse.notGlobalAdmin(state));
};

/** An incentives admin of the location named, which has to be one of the account's (§5.1). */
export const incentivesAdmin = (
  { command, actor }: Asked<'CreateBankProfile' | 'EditBankProfile'>,
  state: PartnerAccountState,
  { policy, location, namesAccount }: PartnerAccountFacts,
): E.Either<PartnerAccountRejection, Acting> => {
  const { pga, pla } = command;
  if (state === undefined) return E.left(refuse.unknownAccount(pga));
  if (location === undefined && !namesAccount) return E.left(refuse.unknownLocation(pla));
  const isAdmin =
    actor.kind === 'user' && incentivesRoleOf(actor.id, state, location, 'any') === 'IA';
  if (!isAdmin) return E.left(refuse.notIncentivesAdmin(state, policy, pla));
  if (location === undefined) return E.left(refuse.notALocation(pla));
  return location.pga === pga
    ? E.right({ account: state, location })
    : E.left(refuse.foreignLocation(pla, pga));
};

const known = (pga: PartnerId, state: PartnerAccountState): Admission =>
  state === undefined ? E.left(refuse.unknownAccount(pga)) : E.right(state);
