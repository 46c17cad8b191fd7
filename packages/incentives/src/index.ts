export { policyVersion } from './adopt-policy.js';
export type { CommandInput, Executed, NotExecuted } from './command-gateway.js';
export {
  createIncentives,
  type Incentives,
  type IncentivesOptions,
  type Moment,
} from './create-incentives.js';
export { incentivesProjections } from './incentives-projections.js';
export type { MalformedCommand } from './malformed-command.js';
export { MalformedQuestion } from './malformed-question.js';
export { NotYetThere, type StoppedRows } from './not-yet-there.js';
export type { Directory, Person } from './ports/directory.js';
export { nanoIds, type Ids } from './ports/ids.js';
export { inMemoryDirectory } from './ports/in-memory-directory.js';
export type { AskOverview, Place, Queries, Question } from './queries.js';
export { RowsNotBuilt } from './read-store/rows-not-built.js';
export type { Selection } from './rows-in-memory.js';
export { storedCategories } from './stored-categories.js';
export { UnreadableHistory } from './unreadable-history.js';
