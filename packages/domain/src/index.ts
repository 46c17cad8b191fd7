// Commands, events and the decisions between them.
export * from './aggregates.js';
export * from './catalogue.js';
export type * from './eligibility/commands.js';
export { eligibility } from './eligibility/decider.js';
export type * from './eligibility/events.js';
export type { EligibilityRejection } from './eligibility/rejections.js';
export type * from './enrollment/commands.js';
export { enrollment } from './enrollment/decider.js';
export * from './enrollment/due-boundaries.js';
export * from './enrollment/enrollment-prompt.js';
export type * from './enrollment/events.js';
export type { EnrollmentRejection } from './enrollment/rejections.js';
export * from './enrollment/state.js';
export type * from './incentive-program/commands.js';
export { incentiveProgram } from './incentive-program/decider.js';
export type * from './incentive-program/events.js';
export type { IncentiveProgramRejection } from './incentive-program/rejections.js';
export type * from './partner-account/commands.js';
export { partnerAccount } from './partner-account/decider.js';
export type * from './partner-account/events.js';
export type { PartnerAccountRejection } from './partner-account/rejections.js';
export type * from './partner-location/commands.js';
export { partnerLocation } from './partner-location/decider.js';
export type * from './partner-location/events.js';
export type { PartnerLocationRejection } from './partner-location/rejections.js';
export type * from './tenant/commands.js';
export { tenant } from './tenant/decider.js';
export type * from './tenant/events.js';
export type { TenantRejection } from './tenant/rejections.js';

// What the overview shows.
export * from './displayed-status/index.js';

// The words they share, and the rules over facts.
export * from './vocabulary/account-facts.js';
export * from './vocabulary/actor.js';
export type { DecisionContext } from './vocabulary/asking.js';
export * from './vocabulary/authority.js';
export * from './vocabulary/completeness.js';
export * from './vocabulary/corrupt-history.js';
export * from './vocabulary/criteria.js';
export * from './vocabulary/eligibility-facts.js';
export * from './vocabulary/eligibility-rules.js';
export * from './vocabulary/fiscal-year.js';
export * from './vocabulary/ids.js';
export * from './vocabulary/instant.js';
export * from './vocabulary/location-facts.js';
export * from './vocabulary/payout.js';
export * from './vocabulary/policy.js';
export * from './vocabulary/program-facts.js';
export * from './vocabulary/reasons.js';
export * from './vocabulary/rejection.js';
export * from './vocabulary/restartable.js';
export * from './vocabulary/roles.js';
export * from './vocabulary/same.js';
export * from './vocabulary/streams.js';
export { Code, Country, Currency, Text, Url } from './vocabulary/text.js';
