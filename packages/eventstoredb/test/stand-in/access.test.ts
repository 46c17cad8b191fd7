import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { EventStoreDBClient } from '@eventstore/db-client';
import { standInServer } from '@partner-incentives/eventstoredb/testing';
import { collect, counted, rejection } from './with-server.js';

const file = (name: string): string => join(import.meta.dirname, '../tls', name);
const tls = { key: readFileSync(file('node.key')), cert: readFileSync(file('node.crt')) };

describe('a stand-in that speaks TLS', () => {
  test('serves who trusts its authority and is one of its users, and nobody else', async () => {
    const server = await standInServer({ tls, users: { admin: 'changeit' } });
    const authority = `&tlsCAFile=${file('ca.crt')}`;
    const connect = (settings: string) =>
      EventStoreDBClient.connectionString(
        server.connectionString.replace('127.0.0.1', 'localhost') + settings,
      );
    const clients = [connect(authority), connect('&defaultDeadline=2000')] as const;
    const [client, distrustful] = clients;
    try {
      const as = (password: string) => ({ credentials: { username: 'admin', password } });
      await client.appendToStream('a-1', counted(0), as('changeit'));
      expect(await collect(client.readStream('a-1', as('changeit')))).toHaveLength(1);
      for (const attempt of [
        client.appendToStream('a-1', counted(1), as('guessed')),
        collect(client.readStream('a-1', as('guessed'))),
        collect(client.readStream('a-1')),
      ]) {
        expect(await rejection(attempt)).toMatchObject({ type: 'access-denied' });
      }
      const refused = distrustful.appendToStream('a-1', counted(1), as('changeit'));
      expect(await rejection(refused)).toMatchObject({ type: 'unavailable' });
    } finally {
      await Promise.all(clients.map((each) => each.dispose()));
      await server.stop();
    }
  });
});
