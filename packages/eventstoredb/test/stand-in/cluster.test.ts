import { describe, expect, test } from '@jest/globals';
import { EventStoreDBClient } from '@eventstore/db-client';
import { type StandInCluster, standInCluster } from '@partner-incentives/eventstoredb/testing';
import { collect, counted, plain, rejection } from './with-server.js';

interface Subject {
  readonly cluster: StandInCluster;
  /** A bare client on the whole cluster, or on one node of it. */
  readonly connect: (to?: number, settings?: string) => EventStoreDBClient;
}

const withCluster = (use: (subject: Subject) => Promise<void>) => async (): Promise<void> => {
  const cluster = await standInCluster(3);
  const clients: EventStoreDBClient[] = [];
  try {
    await use({
      cluster,
      connect: (to, settings = '') => {
        const { connectionString } = to === undefined ? cluster : cluster.node(to);
        const client = EventStoreDBClient.connectionString(connectionString + settings);
        clients.push(client);
        return client;
      },
    });
  } finally {
    await Promise.all(clients.map((client) => client.dispose()));
    await cluster.stop();
  }
};

const requiresLeader = { requiresLeader: true, ...plain };

describe('a cluster of stand-ins', () => {
  test(
    'gossips, so that a client finds the node it prefers',
    withCluster(async ({ cluster, connect }) => {
      cluster.elect(2);
      await connect(undefined, '&nodePreference=leader').appendToStream('a-1', counted(0), plain);
      const served = () => [1, 2, 3].map((number) => cluster.node(number).served('append'));
      expect(served()).toEqual([0, 1, 0]);
      await connect(undefined, '&nodePreference=follower').appendToStream('a-1', counted(1), plain);
      expect(served()[1]).toBe(1);
    }),
  );

  test(
    'has a follower pass an append on, unless it requires the leader: then it is told where that is, and the client goes there',
    withCluster(async ({ cluster, connect }) => {
      const client = connect(3);
      await client.appendToStream('a-1', counted(0), plain);
      const events = await collect(connect(1).readStream('a-1'));
      expect(events).toHaveLength(1);
      const sent = client.appendToStream('a-1', counted(1), requiresLeader);
      expect(await rejection(sent)).toMatchObject({
        type: 'not-leader',
        leader: { address: '127.0.0.1', port: cluster.node(1).port },
      });
      await client.appendToStream('a-1', counted(1), requiresLeader);
      expect(cluster.node(1).served('append')).toBe(1);
    }),
  );

  test(
    'goes on with another leader when one died, and nothing is lost',
    withCluster(async ({ cluster, connect }) => {
      const client = connect(undefined, '&nodePreference=leader');
      await client.appendToStream('a-1', counted(0), requiresLeader);
      cluster.node(1).kill();
      cluster.elect(2);
      const sent = client.appendToStream('a-1', counted(1), requiresLeader);
      expect(await rejection(sent)).toMatchObject({ type: 'unavailable' });
      await client.appendToStream('a-1', counted(1), requiresLeader);
      expect(await collect(client.readStream('a-1'))).toHaveLength(2);
    }),
  );

  test(
    'without a leader writes nothing and goes on reading',
    withCluster(async ({ cluster, connect }) => {
      const client = connect(2);
      await client.appendToStream('a-1', counted(0), plain);
      cluster.elect(undefined);
      const forwarded = client.appendToStream('a-1', counted(1), plain);
      expect(await rejection(forwarded)).toMatchObject({ type: 'unavailable' });
      const sent = client.appendToStream('a-1', counted(1), requiresLeader);
      expect(await rejection(sent)).toMatchObject({ type: 'unavailable' });
      expect(await collect(client.readStream('a-1'))).toHaveLength(1);
    }),
  );
});
