import { actionRequired } from './action-required/action-required.js';
import { eligibilityRequirements } from './eligibility-requirements/eligibility-requirements.js';
import { enrollmentOverview } from './enrollment-overview/enrollment-overview.js';
import { enrollmentPrompt } from './enrollment-prompt/enrollment-prompt.js';
import { invitationInbox } from './invitation-inbox/invitation-inbox.js';
import { noAccess } from './no-access/no-access.js';
import { roleDirectory } from './role-directory/role-directory.js';
import { rollForwardReport } from './roll-forward-report/roll-forward-report.js';
import { validationQueue } from './validation-queue/validation-queue.js';

/** Every question that can be asked, by its public name. */
export const views = {
  overview: enrollmentOverview,
  noAccess,
  actions: actionRequired,
  requirements: eligibilityRequirements,
  inbox: invitationInbox,
  prompt: enrollmentPrompt,
  queue: validationQueue,
  rollForward: rollForwardReport,
  roles: roleDirectory,
} as const;
