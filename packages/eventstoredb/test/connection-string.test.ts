import { ConnectionStringError, eventStoreDb } from '@partner-incentives/eventstoredb';
import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { connectionSettings } from '../src/connection-settings.js';

// For a machine that is busy; a deadline to catch what hangs.
jest.setTimeout(60_000);

const refusal = (connectionString: string): ConnectionStringError => {
  try {
    eventStoreDb({ connectionString });
  } catch (error) {
    if (error instanceof ConnectionStringError) return error;
    throw error;
  }
  throw new Error(`It was taken: ${connectionString}`);
};

describe('a connection string', () => {
  test('says what the client understands by it', () => {
    expect(
      connectionSettings(
        'esdb://ad%40min:p%3Aw@one:2111,two/?TLS=false&node_preference=Follower&keepAliveInterval=-1&defaultDeadline=500',
      ),
    ).toEqual({
      discover: false,
      hosts: [
        { address: 'one', port: 2111 },
        { address: 'two', port: 2113 },
      ],
      credentials: { username: 'ad@min', password: 'p:w' },
      tls: false,
      nodePreference: 'follower',
      keepAliveInterval: -1,
      defaultDeadline: 500,
    });
    expect(connectionSettings('esdb+discover://cluster.example')).toEqual({
      discover: true,
      hosts: [{ address: 'cluster.example', port: 2113 }],
    });
  });

  test.each([
    ['', 'scheme'],
    ['http://host', 'scheme'],
    ['localhost:2113', 'scheme'],
    ['esdb://', 'hosts'],
    ['esdb://host:99999', 'hosts'],
    ['esdb://host:port', 'hosts'],
    ['esdb://one,,two', 'hosts'],
    ['esdb+discover://one,two', 'hosts'],
    ['esdb://user@host', 'credentials'],
    ['esdb://user:a:b@host', 'credentials'],
    ['esdb://user:%zz@host', 'credentials'],
    ['esdb://host?tls', 'options'],
    ['esdb://host?tsl=false', 'options'],
    ['esdb://host?tls=false&', 'options'],
    ['esdb://host?tls=no', 'tls'],
    ['esdb://host?tlsVerifyCert=false', 'tlsVerifyCert'],
    ['esdb://host?keepAliveInterval=-2', 'keepAliveInterval'],
    ['esdb://host?defaultDeadline=0', 'defaultDeadline'],
    ['esdb://host?nodePreference=nearest', 'nodePreference'],
    ['esdb://host?tlsCAFile=/no/such/file', 'tlsCAFile'],
    ['esdb://host?userCertFile=/no/such/file', 'userCertFile'],
  ])('%j is refused for its %s', (connectionString, part) => {
    const error = refusal(connectionString);
    expect(error).toMatchObject({ _tag: 'ConnectionStringError', part });
    expect(error.message).toContain(part);
  });

  test('that is refused never shows a password', () => {
    const secret = 'sesame-42';
    const broken = fc.constantFrom(
      (credentials: string) => `esdb://${credentials}@host:port`,
      (credentials: string) => `esdb://${credentials}@host?tls=no`,
      (credentials: string) => `esdb://${credentials}@host?tsl=false`,
      (credentials: string) => `esdb://${credentials}@one@two`,
      (credentials: string) => `http://${credentials}@host`,
      (credentials: string) => `esdb:/${credentials}@host`,
      (credentials: string) => `esdb://${credentials}host`,
      (credentials: string) => `${credentials}@host`,
    );
    fc.assert(
      fc.property(broken, fc.string({ maxLength: 5 }), (connect, noise) => {
        for (const credentials of [`user:${secret}`, `user:${noise}${secret}`, `:${secret}`]) {
          try {
            eventStoreDb({ connectionString: connect(credentials) });
          } catch (error) {
            const { message, stack, found } = Object(error) as ConnectionStringError;
            expect(`${message}${String(stack)}${String(found)}`).not.toContain(secret);
          }
        }
      }),
    );
  });

  test.each(['tls=sesame', 'tlsCAFile=sesame', 'sesame=1', 'sesame'])(
    'with a ? in its password shows nothing of it: user:12?%s@host',
    (rest) => {
      const { message, found } = refusal(`esdb://user:12?${rest}@host`);
      expect([message, found]).toEqual([expect.not.stringContaining('sesame'), undefined]);
    },
  );

  test('with an option that has no value names the option', () => {
    expect(refusal('esdb://host?tls').message).toContain('options "tls" is not usable');
  });
});

describe('a category prefix', () => {
  test.each(['', 'a1', 'a-b', 'a.b', '$a', 'ä'])('%j is refused', (categoryPrefix) => {
    const connectionString = 'esdb://host?tls=false';
    expect(() => eventStoreDb({ connectionString, categoryPrefix })).toThrow(RangeError);
  });
});
