export type { ContractClause } from './contract/clause.js';
export type { PlantedEvent, StoreUnderTest } from './contract/store-under-test.js';
export { eventStoreContract } from './event-store-contract.js';
export { type Outcome, type Scenario, scenario, type Situation } from './given-when-then.js';
export { ScenarioFailed } from './scenario-failed.js';
