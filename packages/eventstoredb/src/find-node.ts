import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import type { MemberInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import { GossipClient } from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { type ChannelCredentials, Metadata } from '@grpc/grpc-js';
import { setTimeout as pause } from 'node:timers/promises';
import type { NodePreference } from './connection-options.js';
import type { ConnectionSettings, EndPoint } from './connection-settings.js';
import { NoNodeFound } from './grpc-fault.js';

/**
 * Asks one seed after the other who the cluster's nodes are, until one of them knows a node to go to. The client would
 * search as well, but cannot be told to stop: a process whose seeds do not answer lived on for most of a minute.
 */
export const findNode = async (
  settings: ConnectionSettings,
  credentials: ChannelCredentials,
  signal: AbortSignal,
): Promise<EndPoint> => {
  const { hosts, nodePreference = 'leader' } = settings;
  const { maxDiscoverAttempts = 3, discoveryInterval = 100, gossipTimeout = 5 } = settings;
  for (let attempt = 0; attempt < maxDiscoverAttempts; attempt++) {
    for (const seed of shuffled(hosts)) {
      if (signal.aborted) throw new NoNodeFound('the search for a node was given up');
      const members = await membersToldBy(seed, credentials, gossipTimeout * 1_000, signal);
      const node = best(members, nodePreference);
      if (node !== undefined) return node;
    }
    await pause(discoveryInterval, undefined, { signal }).catch(() => undefined);
  }
  throw new NoNodeFound(`no node was found in ${maxDiscoverAttempts} attempts`);
};

/** Nobody, where it does not answer. */
const membersToldBy = (
  { address, port }: EndPoint,
  credentials: ChannelCredentials,
  ms: number,
  signal: AbortSignal,
): Promise<ReadonlyArray<MemberInfo>> =>
  new Promise((resolve) => {
    const client = new GossipClient(`${address}:${port}`, credentials);
    const options = { deadline: Date.now() + ms };
    const call = client.read(new shared.Empty(), new Metadata(), options, (error, told) => {
      signal.removeEventListener('abort', leave);
      client.close();
      resolve(error === null ? told.getMembersList() : []);
    });
    const leave = () => call.cancel();
    signal.addEventListener('abort', leave);
  });

const { LEADER, FOLLOWER, READONLYREPLICA, PREREADONLYREPLICA, READONLYLEADERLESS } =
  gossip.MemberInfo.VNodeState;

/** Those that can answer; another kind is better than none. */
const usable = [LEADER, FOLLOWER, READONLYREPLICA, PREREADONLYREPLICA, READONLYLEADERLESS];

/** The first is liked best. */
const liked: Readonly<Record<NodePreference, ReadonlyArray<MemberInfo.VNodeState>>> = {
  leader: [LEADER],
  follower: [FOLLOWER],
  read_only_replica: [READONLYREPLICA, PREREADONLYREPLICA, READONLYLEADERLESS],
  random: [],
};

const best = (
  members: ReadonlyArray<MemberInfo>,
  preference: NodePreference,
): EndPoint | undefined => {
  const able = shuffled(
    members.filter((each) => each.getIsAlive() && usable.includes(each.getState())),
  );
  const kinds = liked[preference];
  const rank = (member: MemberInfo) =>
    kinds.includes(member.getState()) ? kinds.indexOf(member.getState()) : kinds.length;
  const [first] = able.toSorted((one, other) => rank(one) - rank(other));
  const place = first?.getHttpEndPoint();
  return place && { address: place.getAddress(), port: place.getPort() };
};

const shuffled = <Item>(items: ReadonlyArray<Item>): ReadonlyArray<Item> =>
  items
    .map((item) => ({ item, at: Math.random() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ item }) => item);
