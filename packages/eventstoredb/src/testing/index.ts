export type { Rpc } from './faults/fault.js';
export type { FaultPlan } from './faults/fault-plan.js';
export type { Planted } from './plant.js';
export type { Recorded } from './recorded.js';
export { type StandInOptions, type StandInServer, standInServer } from './stand-in-server.js';
