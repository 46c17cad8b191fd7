import { setTimeout as delay } from 'node:timers/promises';
import type { GrpcFault } from './grpc-fault.js';

/**
 * Waits a moment, and says whether to ask again, for a call that found no leader or another one: nothing was done, and
 * an election takes seconds, which the call's deadline has left or has not.
 */
export const waitedForLeader = async (
  fault: GrpcFault,
  attempt: number,
  leftMs: number,
): Promise<boolean> => {
  if (fault._tag !== 'NotLeader' && fault._tag !== 'NotReady') return false;
  // Whoever was told where the leader is goes there at once, unless it is sent from one to another.
  const pauseMs = fault._tag === 'NotLeader' && attempt < atOnce ? 0 : electionMs;
  if (leftMs <= pauseMs) return false;
  await delay(pauseMs);
  return true;
};

const atOnce = 3;
const electionMs = 200;
