import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventStoreDb } from '@partner-incentives/eventstoredb';
import { standInServer } from '@partner-incentives/eventstoredb/testing';
import { describe, expect, jest, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import { collect, newEvent, rejection, stream } from './with-stores.js';

// For a machine that is busy; a deadline to catch what hangs.
jest.setTimeout(60_000);

const file = (name: string): string => join(import.meta.dirname, 'tls', name);
const tls = { key: readFileSync(file('node.key')), cert: readFileSync(file('node.crt')) };

describe('a server with TLS and users', () => {
  test('serves who trusts its authority and names a user, by the string or beside it', async () => {
    const server = await standInServer({ tls, users: { admin: 'change:it' } });
    const address = `localhost:${server.port}?tls=true`;
    const trusted = `${address}&tlsCAFile=${encodeURIComponent(file('ca.crt'))}`;
    const stores = [
      eventStoreDb({ connectionString: `esdb://admin:change%3Ait@${trusted}` }),
      eventStoreDb({
        connectionString: `esdb://${trusted}`,
        credentials: { username: 'admin', password: 'change:it' },
      }),
    ];
    for (const [at, store] of stores.entries()) {
      const answer = await store.append(stream('a'), at - 1, [newEvent()])();
      expect(answer).toMatchObject(E.right({ revision: at }));
      expect(await collect(store.read(stream('a')))).toHaveLength(at + 1);
    }
    const strangers = [
      eventStoreDb({ connectionString: `esdb://admin:guessed@${trusted}` }),
      eventStoreDb({ connectionString: `esdb://${trusted}` }),
      eventStoreDb({ connectionString: `esdb://admin:change%3Ait@${address}` }),
    ];
    for (const store of strangers) {
      const answer = await store.append(stream('a'), 1, [newEvent()])();
      expect(answer).toMatchObject(E.left({ _tag: 'StoreUnavailable' }));
      expect(JSON.stringify(answer)).not.toMatch(/guessed|change/);
      expect(await rejection(collect(store.read(stream('a'))))).toMatchObject({
        _tag: 'StoreUnavailable',
      });
    }
    await Promise.all([...stores, ...strangers].map((store) => store.close()));
    await server.stop();
  });
});
