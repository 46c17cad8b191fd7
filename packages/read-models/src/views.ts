import { actionRequired } from './action-required/action-required.js';
import { eligibilityRequirements } from './eligibility-requirements/eligibility-requirements.js';
import { enrollmentOverview, overviewPage } from './enrollment-overview/enrollment-overview.js';
import { enrollmentPrompt } from './enrollment-prompt/enrollment-prompt.js';
import { invitationInbox } from './invitation-inbox/invitation-inbox.js';
import { noAccess } from './no-access/no-access.js';
import { roleDirectory } from './role-directory/role-directory.js';
import { rollForwardReport } from './roll-forward-report/roll-forward-report.js';
import type { ModelName } from './rows/rows.js';
import { validationQueue } from './validation-queue/validation-queue.js';

/** Every question that can be asked, by its public name. */
export const views = {
  overview: enrollmentOverview,
  overviewPage,
  noAccess,
  actions: actionRequired,
  requirements: eligibilityRequirements,
  inbox: invitationInbox,
  prompt: enrollmentPrompt,
  queue: validationQueue,
  rollForward: rollForwardReport,
  roles: roleDirectory,
} as const;

type ViewName = keyof typeof views;

/** The models of the rows that a view takes: all of them, or this does not compile. */
type Joins = {
  readonly [Name in ViewName]: Readonly<Record<keyof Parameters<(typeof views)[Name]>[0], true>>;
};

const every = {
  accounts: true,
  locations: true,
  programs: true,
  eligibility: true,
  enrollments: true,
} as const;

const joins: Joins = {
  overview: every,
  overviewPage: every,
  actions: every,
  noAccess: { accounts: true, locations: true },
  requirements: { accounts: true, locations: true, programs: true, eligibility: true },
  inbox: { accounts: true, locations: true, enrollments: true },
  prompt: { accounts: true, locations: true, programs: true, enrollments: true },
  queue: { enrollments: true },
  rollForward: { enrollments: true },
  roles: { accounts: true, locations: true },
};

/** The models whose rows a view joins. */
export const joinedBy = (view: ViewName): ReadonlyArray<ModelName> =>
  Object.keys(joins[view]) as ReadonlyArray<ModelName>;
