import type { PlacePolicy } from './place-policy.js';
import { whenALocationBecomesEligibleThenInviteIt } from './when-a-location-becomes-eligible-then-invite-it/index.js';
import { whenALocationClosesThenEndItsEnrollments } from './when-a-location-closes-then-end-its-enrollments/index.js';
import { whenALocationIsNotEligibleThenEndItsEnrollment } from './when-a-location-is-not-eligible-then-end-its-enrollment/index.js';
import { whenAProfileOrRuleInUseChangesThenRequireAnUpdate } from './when-a-profile-or-rule-in-use-changes-then-require-an-update/index.js';
import { whenAProgramOpensOrALocationMigratesThenInviteTheEligible } from './when-a-program-opens-or-a-location-migrates-then-invite-the-eligible/index.js';
import { whenAnEligibilityFactChangesThenEvaluateEligibility } from './when-an-eligibility-fact-changes-then-evaluate-eligibility/index.js';
import { whenAnIncentivesAdminIsAssignedThenDeliverWaitingInvitations } from './when-an-incentives-admin-is-assigned-then-deliver-waiting-invitations/index.js';

/** The process managers of §3.6, in the order in which they react to one event: evaluating comes before inviting. */
export const policies: ReadonlyArray<PlacePolicy> = [
  whenAnEligibilityFactChangesThenEvaluateEligibility,
  whenALocationIsNotEligibleThenEndItsEnrollment,
  whenALocationBecomesEligibleThenInviteIt,
  whenAProgramOpensOrALocationMigratesThenInviteTheEligible,
  whenAnIncentivesAdminIsAssignedThenDeliverWaitingInvitations,
  whenAProfileOrRuleInUseChangesThenRequireAnUpdate,
  whenALocationClosesThenEndItsEnrollments,
];
