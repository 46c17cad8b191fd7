import { admission } from './node/admission.js';
import type { Member } from './node/served-node.js';
import { StandInNode } from './node/stand-in-node.js';
import { databaseFor, type StandInOptions } from './stand-in-options.js';
import { serverOn, type StandInServer } from './stand-in-server.js';

/** Several servers that gossip about each other, share one log and have one leader. */
export interface StandInCluster {
  /** All hosts: the client asks one of them who leads. */
  readonly connectionString: string;
  /** A node by its number, from 1. */
  readonly node: (number: number) => StandInServer;
  /** Makes a node the leader; `undefined` makes none. The first one leads from the start. */
  readonly elect: (number: number | undefined) => void;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a cluster in this process. A follower passes writes on to the leader, unless the caller requires to speak to
 * the leader itself. Nothing is elected by itself: a dead leader is one, and is said to live, until somebody else is made
 * it, or nobody.
 */
export const standInCluster = async (
  size: number,
  options: Omit<StandInOptions, 'port'> = {},
): Promise<StandInCluster> => {
  const { database, close } = databaseFor(options);
  await database.log.whenCommitted;
  const nodes: StandInNode[] = [];
  let leader: StandInNode | undefined;
  const member = (node: StandInNode): Member => ({
    host: '127.0.0.1',
    port: node.port,
    isLeader: node === leader,
    isAlive: node.isAlive || node === leader,
  });
  for (let number = 1; number <= size; number++) {
    const leadership = {
      isLeader: () => node === leader,
      leader: () => leader && member(leader),
    };
    const admit = admission(leadership, options.users);
    const node = new StandInNode(database, options, admit, () => nodes.map(member));
    await node.start();
    nodes.push(node);
  }
  leader = nodes[0];
  const servers = nodes.map((node) => serverOn(node, options));
  const hosts = servers.map(({ port }) => `127.0.0.1:${port}`).join(',');
  return {
    connectionString: `esdb://${hosts}?tls=${options.tls !== undefined}`,
    node: (number) => {
      const server = servers[number - 1];
      if (server === undefined) throw new RangeError(`There is no node ${number}.`);
      return server;
    },
    elect: (number) => {
      leader = number === undefined ? undefined : nodes[number - 1];
    },
    stop: async () => {
      await Promise.all(servers.map((server) => server.stop()));
      close();
    },
  };
};
