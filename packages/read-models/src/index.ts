export type { Behind } from './behind.js';
export type { ActionRequiredRow } from './action-required/action-required.js';
export type { RequirementRow } from './eligibility-requirements/eligibility-requirements.js';
export type { OverviewRow } from './enrollment-overview/enrollment-overview.js';
export { placeOf, statusOrder } from './enrollment-overview/overview-order.js';
export type {
  OverviewSelection,
  OverviewSort,
  Page,
  PageAsked,
} from './enrollment-overview/selection.js';
export type { PromptRow } from './enrollment-prompt/enrollment-prompt.js';
export type { InboxRow } from './invitation-inbox/invitation-inbox.js';
export type { NoAccessRow } from './no-access/no-access.js';
export type { RoleRow } from './role-directory/role-directory.js';
export type { RollForwardRow } from './roll-forward-report/roll-forward-report.js';
export type { AccountRow } from './rows/account-row.js';
export type { EligibilityRow } from './rows/eligibility-row.js';
export type { BoundaryOutcome, EnrollmentRow } from './rows/enrollment-row.js';
export { InMemoryRows } from './rows/in-memory-rows.js';
export { InMemoryTable } from './rows/in-memory-table.js';
export { foundUnder } from './rows/found-under.js';
export { KeptRows } from './rows/kept-rows.js';
export type { Kept, KeptParts } from './rows/kept-table.js';
export type { LocationRow } from './rows/location-row.js';
export type { ProgramRow } from './rows/program-row.js';
export { readModels } from './rows/read-models.js';
export type { ModelName, Rows, Table } from './rows/rows.js';
export type { QueueRow } from './validation-queue/validation-queue.js';
export type { Asked, View, Viewer } from './view.js';
export { joinedBy, views } from './views.js';
