import type { Actor, CommandEnvelope } from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import { incentivesRoleOf, isMicrosoft } from '../../vocabulary/authority.js';
import type { PartnerId } from '../../vocabulary/ids.js';
import type { LocationFacts } from '../../vocabulary/location-facts.js';
import type { PartnerLocationCommand } from '../commands.js';
import type { PartnerLocationEvent } from '../events.js';
import type { PartnerLocationFacts } from '../facts.js';
import { refuse, type PartnerLocationRejection } from '../rejections.js';
import type { PartnerLocationState } from '../state.js';

/** One command with its envelope. */
export type Asked<Type extends PartnerLocationCommand['type']> = CommandEnvelope<
  Extract<PartnerLocationCommand, { type: Type }>
>;

/** What is decided: events, none, or a refusal. */
export type Decision = E.Either<PartnerLocationRejection, ReadonlyArray<PartnerLocationEvent>>;

type Admission = E.Either<PartnerLocationRejection, LocationFacts>;

/** Commands of Microsoft's: who asks comes before everything. */
export const microsoft = (actor: Actor, pla: PartnerId, state: PartnerLocationState): Admission => {
  if (!isMicrosoft(actor)) return E.left(refuse.notMicrosoft());
  return state === undefined ? E.left(refuse.unknownLocation(pla)) : E.right(state);
};

/** Commands of an incentives admin of the location, for whatever program (§2.3). */
export const incentivesAdmin = (
  actor: Actor,
  pla: PartnerId,
  state: PartnerLocationState,
  facts: PartnerLocationFacts,
): Admission => {
  if (state === undefined) return E.left(refuse.unknownLocation(pla));
  const isAdmin =
    actor.kind === 'user' && incentivesRoleOf(actor.id, facts.account, state, 'any') === 'IA';
  return isAdmin ? E.right(state) : E.left(refuse.notIncentivesAdmin(facts, pla));
};

/** Closing is irreversible: nothing is recorded on a closed location any more (§3.1). */
export const stillOpen = (location: LocationFacts): Admission =>
  location.closed ? E.left(refuse.locationClosed(location.pla)) : E.right(location);

/** The ids that every event of a location repeats. */
export const idsOf = ({ pga, pla }: LocationFacts): Pick<LocationFacts, 'pga' | 'pla'> => ({
  pga,
  pla,
});
