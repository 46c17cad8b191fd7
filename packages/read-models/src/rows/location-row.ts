import {
  partnerLocation,
  type LocationFacts,
  type PartnerLocationEvent,
} from '@partner-incentives/domain';
import { readModel, type Handler } from '@partner-incentives/event-sourcing';
import { owned, type Owned } from './owned.js';

/** A partner location, as the domain itself sees it. */
export type LocationRow = Owned<LocationFacts>;

const fold: Handler<LocationRow, PartnerLocationEvent> = (row, event, stored) =>
  owned(partnerLocation.evolve(row, event), stored);

export const locations = readModel<LocationRow, PartnerLocationEvent>({
  name: 'locations',
  version: 1,
  category: partnerLocation.category,
  on: {
    LocationRegistered: fold,
    LocationClosed: fold,
    PmcMigrationCompleted: fold,
    FirstTransactionRecorded: fold,
    IncentivesUserSetupCompleted: fold,
    AgreementActivated: fold,
    AgreementLapsed: fold,
    DesignationAttained: fold,
    DesignationEnded: fold,
    CriterionFactRecorded: fold,
    CriterionFactEnded: fold,
    TaxProfileCreated: fold,
    TaxProfileUpdated: fold,
    TaxProfileApproved: fold,
    TaxProfileActionRequired: fold,
    TaxProfileExpired: fold,
    DefaultBankProfileSet: fold,
    DefaultBankProfileRemoved: fold,
    RoleAssigned: fold,
    RoleRevoked: fold,
  },
});
