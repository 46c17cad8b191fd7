export type { ContractClause } from './contract/clause.js';
export type { PlantedEvent, StoreUnderTest } from './contract/store-under-test.js';
export { eventStoreContract } from './event-store-contract.js';
export { type Outcome, type Scenario, scenario, type Situation } from './given-when-then.js';
export { ScenarioFailed } from './scenario-failed.js';
export { readStoreContract } from './read-store-contract.js';
export type { ReadStoreClause } from './read-store-contract/clause.js';
export type { ReadStoreUnderTest } from './read-store-contract/read-store-under-test.js';
