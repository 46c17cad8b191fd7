import * as E from 'fp-ts/lib/Either.js';
import { ActorText } from '../../vocabulary/actor.js';
import { holdsAny } from '../../vocabulary/authority.js';
import type { PartnerLocationFacts } from '../facts.js';
import { refuse } from '../rejections.js';
import type { PartnerLocationState } from '../state.js';
import type { Asked, Decision } from './admission.js';

/** A global or account admin adds a location; it never goes away again (§3.1). */
export const registerLocation = (
  { command, actor, at }: Asked<'RegisterLocation'>,
  state: PartnerLocationState,
  { account, namesAccount }: PartnerLocationFacts,
): Decision => {
  const { pga, pla, name, country } = command;
  if (account === undefined) return E.left(refuse.unknownAccount(pga));
  if (!holdsAny(actor, account, ['GA', 'AA'])) {
    return E.left(refuse.notAllowedToRegister(account));
  }
  if (state !== undefined) return E.left(refuse.locationExists(pla));
  // Legacy enrollments hang on account ids: a location of the same id would write to their streams.
  if (namesAccount) return E.left(refuse.notALocation(pla));
  const data = { pga, pla, name, country, by: ActorText.encode(actor) };
  return E.right([{ type: 'LocationRegistered', effectiveAt: at, data }]);
};
