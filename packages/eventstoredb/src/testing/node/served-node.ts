import type grpc from '@grpc/grpc-js';
import type { Rpc } from '../faults/fault.js';
import type { FaultPlan } from '../faults/fault-plan.js';
import type { Database } from '../log/database.js';
import type { Endpoint, RpcError } from '../wire/rpc-error.js';
import type { Traffic } from './traffic.js';

/** What the handlers of the calls need of the node they serve. */
export interface ServedNode {
  readonly database: Database;
  readonly faults: FaultPlan;
  readonly traffic: Traffic;
  readonly version: string;
  readonly maxAppendBytes: number;
  readonly knowsBatchAppend: boolean;
  /** Throws where the caller may not, or where the call has to go to the leader. */
  readonly admit: (rpc: Rpc, metadata: grpc.Metadata) => void;
  /** Destroys the connection of a peer. */
  readonly cut: (peer: string) => void;
  readonly members: () => ReadonlyArray<Member>;
  /** Calls back with an error for a call that answers with many messages, when the server breaks them all. */
  readonly untilBroken: (onBroken: (error: RpcError) => void) => () => void;
}

export interface Member extends Endpoint {
  readonly isLeader: boolean;
  readonly isAlive: boolean;
}
