import { randomUUID } from 'node:crypto';
import type grpc from '@grpc/grpc-js';
import type { Member, ServedNode } from '../node/served-node.js';
import { uuidOf } from '../wire/event-id.js';
import { bytesOf, gossip as messages } from '../wire/generated.js';
import { answerOnce } from './unary.js';

const { MemberInfo, EndPoint, ClusterInfo } = messages;

/** Who belongs to the cluster, who is alive and who leads. */
export const gossip =
  (node: ServedNode) =>
  (call: grpc.ServerUnaryCall<unknown, Buffer>, callback: grpc.sendUnaryData<Buffer>): void =>
    void answerOnce(node, 'gossip', call, callback, () =>
      bytesOf(new ClusterInfo().setMembersList(node.members().map(info))),
    );

const info = ({ host, port, isLeader, isAlive }: Member): messages.MemberInfo =>
  new MemberInfo()
    .setInstanceId(uuidOf(randomUUID()))
    .setTimeStamp(String(BigInt(Date.now()) * 10_000n))
    .setState(isLeader ? MemberInfo.VNodeState.LEADER : MemberInfo.VNodeState.FOLLOWER)
    .setIsAlive(isAlive)
    .setHttpEndPoint(new EndPoint().setAddress(host).setPort(port));
