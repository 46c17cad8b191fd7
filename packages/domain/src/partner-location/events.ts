// These shapes are on disk for ever: add, never edit. A new shape is a new version with an upcaster.
import * as t from 'io-ts';
import { AgreementKind, CriterionFact } from '../vocabulary/criteria.js';
import { BankProfileId, PartnerId, TaxProfileId } from '../vocabulary/ids.js';
import { Instant } from '../vocabulary/instant.js';
import { Reason } from '../vocabulary/reasons.js';
import { v1, type EventOf } from '../vocabulary/record.js';
import type { roleEvents } from '../vocabulary/roles.js';
import { Code, Country, Currency, Text } from '../vocabulary/text.js';

const ids = { pga: PartnerId, pla: PartnerId };
const taxProfileId = { taxProfileId: TaxProfileId };
const taxProfile = {
  ...ids,
  ...taxProfileId,
  country: Country,
  forms: t.readonlyArray(Code),
  by: t.string,
};
const expiresOn = { expiresOn: Instant };

/** What can have happened to a partner location, beside its grants. */
export const partnerLocationEvents = {
  LocationRegistered: v1({ ...ids, name: Text, country: Country, by: t.string }),
  LocationClosed: v1(ids),
  PmcMigrationCompleted: v1(ids),
  FirstTransactionRecorded: v1({ ...ids, at: Instant }),
  IncentivesUserSetupCompleted: v1({ ...ids, by: t.string }),
  AgreementActivated: v1({ ...ids, kind: AgreementKind, from: Instant }, { until: Instant }),
  AgreementLapsed: v1({ ...ids, kind: AgreementKind, at: Instant }),
  DesignationAttained: v1({ ...ids, designation: Text }),
  DesignationEnded: v1({ ...ids, designation: Text }),
  CriterionFactRecorded: v1({ ...ids, fact: CriterionFact, from: Instant }),
  CriterionFactEnded: v1({ ...ids, fact: CriterionFact, at: Instant }),
  TaxProfileCreated: v1(taxProfile, expiresOn),
  TaxProfileUpdated: v1(taxProfile, expiresOn),
  TaxProfileApproved: v1({ ...ids, ...taxProfileId }),
  TaxProfileActionRequired: v1({ ...ids, ...taxProfileId, reasons: t.readonlyArray(Reason) }),
  TaxProfileExpired: v1({ ...ids, ...taxProfileId }),
  DefaultBankProfileSet: v1({
    ...ids,
    bankProfileId: BankProfileId,
    currency: Currency,
    by: t.string,
  }),
  DefaultBankProfileRemoved: v1({ ...ids, by: t.string }),
};

export type PartnerLocationEvent =
  EventOf<typeof partnerLocationEvents> | EventOf<typeof roleEvents>;
