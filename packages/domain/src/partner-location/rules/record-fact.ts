import type { CommandEnvelope } from '@partner-incentives/event-sourcing';
import type { Instant } from '../../vocabulary/instant.js';
import type { LocationFacts } from '../../vocabulary/location-facts.js';
import { same } from '../../vocabulary/same.js';
import type { PartnerLocationCommand } from '../commands.js';
import type { PartnerLocationEvent } from '../events.js';
import { isAboutTheSame } from '../state.js';
import { idsOf, type Asked } from './admission.js';

/** A fact about a location that Microsoft supplies (§3.1). */
export type FactCommand = Extract<
  PartnerLocationCommand,
  {
    type:
      | 'CompletePmcMigration'
      | 'RecordFirstTransaction'
      | 'ActivateAgreement'
      | 'LapseAgreement'
      | 'RecordDesignation'
      | 'EndDesignation'
      | 'RecordCriterionFact'
      | 'EndCriterionFact';
  }
>;

type Recorded = ReadonlyArray<PartnerLocationEvent>;

/** Records a fact or its end; what is already so is not recorded again. */
export const recordFact = (
  { command, at }: CommandEnvelope<FactCommand>,
  location: LocationFacts,
): Recorded => {
  const ids = idsOf(location);
  switch (command.type) {
    case 'CompletePmcMigration':
      return location.pmcMigrated
        ? []
        : [{ type: 'PmcMigrationCompleted', effectiveAt: at, data: ids }];
    case 'RecordFirstTransaction':
      return location.firstTransactionAt !== undefined
        ? []
        : [{ type: 'FirstTransactionRecorded', effectiveAt: at, data: { ...ids, at } }];
    case 'ActivateAgreement':
      return activateAgreement(command, location, at);
    case 'LapseAgreement':
      return lapseAgreement(command, location, at);
    case 'RecordDesignation': {
      const { designation } = command;
      return location.designations.includes(designation)
        ? []
        : [{ type: 'DesignationAttained', effectiveAt: at, data: { ...ids, designation } }];
    }
    case 'EndDesignation': {
      const { designation } = command;
      return location.designations.includes(designation)
        ? [{ type: 'DesignationEnded', effectiveAt: at, data: { ...ids, designation } }]
        : [];
    }
    case 'RecordCriterionFact': {
      const { fact } = command;
      return location.criterionFacts.some((known) => same(known, fact))
        ? []
        : [{ type: 'CriterionFactRecorded', effectiveAt: at, data: { ...ids, fact, from: at } }];
    }
    case 'EndCriterionFact': {
      const { fact } = command;
      return location.criterionFacts.some((known) => isAboutTheSame(known, fact))
        ? [{ type: 'CriterionFactEnded', effectiveAt: at, data: { ...ids, fact, at } }]
        : [];
    }
  }
};

/** Activated anew it replaces the one of its kind; without a `from`, one that is in force counts as the same. */
const activateAgreement = (
  { kind, from, until }: Asked<'ActivateAgreement'>['command'],
  location: LocationFacts,
  at: Instant,
): Recorded => {
  const known = location.agreements.find((agreement) => agreement.kind === kind);
  const inForce = known !== undefined && known.from <= at ? known.from : at;
  const period = { from: from ?? inForce, ...(until !== undefined && { until }) };
  const agreement = { kind, ...period };
  return same(known, agreement)
    ? []
    : [
        {
          type: 'AgreementActivated',
          effectiveAt: at,
          data: { ...idsOf(location), ...agreement },
        },
      ];
};

const lapseAgreement = (
  { kind }: Asked<'LapseAgreement'>['command'],
  location: LocationFacts,
  at: Instant,
): Recorded => {
  const known = location.agreements.find((agreement) => agreement.kind === kind);
  const isOver = known?.until !== undefined && known.until <= at;
  return known === undefined || isOver
    ? []
    : [{ type: 'AgreementLapsed', effectiveAt: at, data: { ...idsOf(location), kind, at } }];
};
