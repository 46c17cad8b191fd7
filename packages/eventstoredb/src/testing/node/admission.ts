import grpc from '@grpc/grpc-js';
import type { Rpc } from '../faults/fault.js';
import {
  accessDenied,
  type Endpoint,
  notLeader,
  RpcError,
  unavailable,
} from '../wire/rpc-error.js';

/** Who leads, as one node knows it. */
export interface Leadership {
  readonly isLeader: () => boolean;
  /** Where the leader is, dead or alive; `undefined` during an election. */
  readonly leader: () => Endpoint | undefined;
}

/** Names and passwords. */
export type Users = Readonly<Record<string, string>>;

/** Throws where a caller may not, or where its call has to go to the leader. A follower passes writes on by itself. */
export const admission =
  (leadership: Leadership, users?: Users) =>
  (rpc: Rpc, metadata: grpc.Metadata): void => {
    if (rpc === 'gossip' || rpc === 'features') return;
    if (users !== undefined) checkUser(users, metadata);
    if (leadership.isLeader()) return;
    const leader = leadership.leader();
    if (metadata.get('requires-leader').includes('true')) {
      throw leader === undefined ? unavailable() : notLeader(leader);
    }
    if (leader === undefined && writes.has(rpc)) throw unavailable();
  };

const writes: ReadonlySet<Rpc> = new Set<Rpc>(['append', 'batchAppend', 'delete']);

const checkUser = (users: Users, metadata: grpc.Metadata): void => {
  const [given] = metadata.get('authorization');
  if (given === undefined) throw accessDenied();
  const isKnown = Object.entries(users).some(
    ([name, password]) =>
      given === `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
  );
  if (!isKnown) throw new RpcError(grpc.status.UNAUTHENTICATED, 'Unauthenticated');
};
