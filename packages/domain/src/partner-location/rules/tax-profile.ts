import type { CommandEnvelope } from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import { ActorText } from '../../vocabulary/actor.js';
import { isExpired } from '../../vocabulary/completeness.js';
import type { TaxProfileId } from '../../vocabulary/ids.js';
import type { LocationFacts, TaxProfile } from '../../vocabulary/location-facts.js';
import { same } from '../../vocabulary/same.js';
import type { PartnerLocationCommand } from '../commands.js';
import type { PartnerLocationFacts } from '../facts.js';
import { refuse } from '../rejections.js';
import { idsOf, type Asked, type Decision } from './admission.js';

type People = Pick<PartnerLocationFacts, 'account'>;

/** A tax profile of the location, reused by its programs (T-04); it awaits Microsoft's verdict. */
export const createTaxProfile = (
  asked: Asked<'CreateTaxProfile'>,
  location: LocationFacts,
  { account }: People,
): Decision => {
  const { taxProfileId } = asked.command;
  const known = profileOf(location, taxProfileId);
  if (known !== undefined) {
    return saysTheSame(asked.command, known)
      ? E.right([])
      : E.left(refuse.profileExists(account, location, taxProfileId));
  }
  return E.right([
    { type: 'TaxProfileCreated', effectiveAt: asked.at, data: dataOf(asked, location) },
  ]);
};

/** New data return the profile to validation, also when it had expired. */
export const updateTaxProfile = (
  asked: Asked<'UpdateTaxProfile'>,
  location: LocationFacts,
  { account }: People,
): Decision => {
  const { taxProfileId } = asked.command;
  const known = profileOf(location, taxProfileId);
  if (known === undefined) {
    return E.left(refuse.unknownTaxProfile(account, location, taxProfileId));
  }
  return known.status === 'PendingValidation' && saysTheSame(asked.command, known)
    ? E.right([])
    : E.right([
        { type: 'TaxProfileUpdated', effectiveAt: asked.at, data: dataOf(asked, location) },
      ]);
};

/** Microsoft's verdict on a profile that awaits one (T-03, §5.4). */
export const recordTaxVerdict = (
  { command, at }: Asked<'RecordTaxVerdict'>,
  location: LocationFacts,
  { account }: People,
): Decision => {
  const { taxProfileId, verdict, reasons = [] } = command;
  const known = profileOf(location, taxProfileId);
  if (known === undefined) {
    return E.left(refuse.unknownTaxProfile(account, location, taxProfileId));
  }
  if (known.status !== 'PendingValidation') {
    return E.left(refuse.notPending(taxProfileId, known.status));
  }
  const data = { ...idsOf(location), taxProfileId };
  if (verdict === 'valid') {
    return E.right([{ type: 'TaxProfileApproved', effectiveAt: at, data }]);
  }
  return reasons.length === 0
    ? E.left(refuse.reasonsRequired())
    : E.right([{ type: 'TaxProfileActionRequired', effectiveAt: at, data: { ...data, reasons } }]);
};

/** The clock reached the profile's date (T-05). */
export const expireTaxProfile = (
  { command, at }: Asked<'ExpireTaxProfile'>,
  location: LocationFacts,
  { account }: People,
): Decision => {
  const { taxProfileId } = command;
  const known = profileOf(location, taxProfileId);
  if (known === undefined) {
    return E.left(refuse.unknownTaxProfile(account, location, taxProfileId));
  }
  if (known.status === 'Expired') return E.right([]);
  if (!isExpired(known, at)) {
    return E.left(refuse.notYetExpired(taxProfileId, known.expiresOn ?? null));
  }
  const data = { ...idsOf(location), taxProfileId };
  return E.right([{ type: 'TaxProfileExpired', effectiveAt: at, data }]);
};

type ProfileCommand = Extract<
  PartnerLocationCommand,
  { type: 'CreateTaxProfile' | 'UpdateTaxProfile' }
>;

const profileOf = (location: LocationFacts, taxProfileId: TaxProfileId): TaxProfile | undefined =>
  location.taxProfiles.find((profile) => profile.taxProfileId === taxProfileId);

const saysTheSame = (command: ProfileCommand, profile: TaxProfile): boolean =>
  command.country === profile.country &&
  command.expiresOn === profile.expiresOn &&
  same(command.forms.toSorted(), profile.forms.toSorted());

const dataOf = ({ command, actor }: CommandEnvelope<ProfileCommand>, location: LocationFacts) => {
  const { taxProfileId, country, forms, expiresOn } = command;
  const data = { ...idsOf(location), taxProfileId, country, forms, by: ActorText.encode(actor) };
  return expiresOn === undefined ? data : { ...data, expiresOn };
};
