import * as E from 'fp-ts/lib/Either.js';
import { ActorText } from '../../vocabulary/actor.js';
import type { LocationFacts } from '../../vocabulary/location-facts.js';
import type { PartnerLocationFacts } from '../facts.js';
import { refuse } from '../rejections.js';
import { idsOf, type Asked, type Decision } from './admission.js';

type Account = Pick<PartnerLocationFacts, 'account'>;

/** A location has one default at most; another needs the first removed, even the same pair again (T-22). */
export const setDefaultBankProfile = (
  { command, actor, at }: Asked<'SetDefaultBankProfile'>,
  location: LocationFacts,
  { account }: Account,
): Decision => {
  const { bankProfileId, currency } = command;
  if (location.defaultBank !== undefined) {
    return E.left(refuse.defaultAlreadySet(account, location, location.defaultBank));
  }
  const banks = account?.bankProfiles ?? [];
  if (!banks.some((profile) => profile.bankProfileId === bankProfileId)) {
    return E.left(refuse.unknownBankProfile(account, location, bankProfileId));
  }
  const data = { ...idsOf(location), bankProfileId, currency, by: ActorText.encode(actor) };
  return E.right([{ type: 'DefaultBankProfileSet', effectiveAt: at, data }]);
};

/** Enrollments keep what they have: a default serves later ones only (T-23). */
export const removeDefaultBankProfile = (
  { actor, at }: Asked<'RemoveDefaultBankProfile'>,
  location: LocationFacts,
  { account }: Account,
): Decision => {
  if (location.defaultBank === undefined) return E.left(refuse.noDefault(account, location));
  const data = { ...idsOf(location), by: ActorText.encode(actor) };
  return E.right([{ type: 'DefaultBankProfileRemoved', effectiveAt: at, data }]);
};
