import type { Aggregate, DeciderTypes, Fold } from '@partner-incentives/event-sourcing';
import type { Command, Event } from './catalogue.js';
import { eligibility } from './eligibility/decider.js';
import type { EligibilityRejection } from './eligibility/rejections.js';
import { enrollment } from './enrollment/decider.js';
import type { EnrollmentRejection } from './enrollment/rejections.js';
import { incentiveProgram } from './incentive-program/decider.js';
import type { IncentiveProgramRejection } from './incentive-program/rejections.js';
import { partnerAccount } from './partner-account/decider.js';
import type { PartnerAccountRejection } from './partner-account/rejections.js';
import { partnerLocation } from './partner-location/decider.js';
import type { PartnerLocationRejection } from './partner-location/rejections.js';
import { tenant } from './tenant/decider.js';
import type { TenantRejection } from './tenant/rejections.js';
import type { DecisionContext } from './vocabulary/asking.js';

/** Any refusal of the domain; its `_tag` tells which. */
export type DomainRejection =
  | PartnerAccountRejection
  | TenantRejection
  | PartnerLocationRejection
  | IncentiveProgramRejection
  | EligibilityRejection
  | EnrollmentRejection;

/** The domain as one decider, for whoever handles its commands. */
export interface DomainTypes extends DeciderTypes {
  readonly Command: Command;
  readonly Event: Event;
  readonly State: unknown;
  readonly Facts: unknown;
  readonly Context: DecisionContext;
  readonly Rejection: DomainRejection;
}

const aggregates: ReadonlyArray<Aggregate<DomainTypes>> = [
  partnerAccount,
  tenant,
  partnerLocation,
  incentiveProgram,
  eligibility,
  enrollment,
];

const byCategory = new Map(aggregates.map((aggregate) => [aggregate.category, aggregate]));

const byCommand = new Map(
  aggregates.flatMap((aggregate) => aggregate.commandTypes.map((type) => [type, aggregate])),
);

/** The aggregate that decides a command. A grant for all locations is the account's, for one the location's (§3.1). */
export const aggregateFor = (command: Command): Aggregate<DomainTypes> => {
  if (command.type === 'AssignRole' || command.type === 'RevokeRole') {
    return command.location === 'all' ? partnerAccount : partnerLocation;
  }
  const aggregate = byCommand.get(command.type);
  if (aggregate === undefined) throw new TypeError(`no aggregate decides ${command.type}`);
  return aggregate;
};

/** How the streams of a category become a state. */
export const foldOf = (category: string): Fold<unknown, Event> => {
  const aggregate = byCategory.get(category);
  if (aggregate === undefined) throw new TypeError(`no aggregate has the category ${category}`);
  return aggregate;
};

/** The categories of the streams that the domain owns. */
export const categories: ReadonlyArray<string> = [...byCategory.keys()];
