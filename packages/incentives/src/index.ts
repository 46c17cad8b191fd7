export { policyVersion } from './adopt-policy.js';
export type { CommandInput, Executed, NotExecuted } from './command-gateway.js';
export {
  createIncentives,
  type Incentives,
  type IncentivesOptions,
  type Moment,
} from './create-incentives.js';
export type { MalformedCommand } from './malformed-command.js';
export type { Directory, Person } from './ports/directory.js';
export { nanoIds, type Ids } from './ports/ids.js';
export { inMemoryDirectory } from './ports/in-memory-directory.js';
export type { Place, Queries, Question } from './queries.js';
export type { Selection } from './rows-in-memory.js';
export { storedCategories } from './stored-categories.js';
export { UnreadableHistory } from './unreadable-history.js';
