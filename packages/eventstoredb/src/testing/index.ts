export type { Rpc } from './faults/fault.js';
export type { FaultPlan } from './faults/fault-plan.js';
export type { Planted } from './plant.js';
export { type StandInProcess, standInProcess } from './process/stand-in-process.js';
export type { Recorded } from './recorded.js';
export { type StandInCluster, standInCluster } from './stand-in-cluster.js';
export type { StandInOptions } from './stand-in-options.js';
export { type StandInServer, standInServer } from './stand-in-server.js';
export { type TcpProxy, tcpProxy } from './tcp-proxy.js';
