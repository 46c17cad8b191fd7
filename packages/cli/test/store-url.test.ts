import { describe, expect, test } from '@jest/globals';
import { eventStoreDbUrl, withoutSecrets } from '../src/store/store-url.js';

describe('a store URL of EventStoreDB', () => {
  test.each([
    ['esdb://db:2113', 'esdb://db:2113', undefined, 'esdb://db:2113'],
    ['esdb://a:b@db', 'esdb://a:b@db', undefined, 'esdb://db'],
    ['esdb://a:b@db?categoryPrefix=x', 'esdb://a:b@db', 'x', 'esdb://db?categoryPrefix=x'],
    [
      'esdb+discover://db/?tls=false&categoryPrefix=x&tlsCAFile=ca.crt',
      'esdb+discover://db/?tls=false&tlsCAFile=ca.crt',
      'x',
      'esdb+discover://db?categoryPrefix=x',
    ],
    ['esdb://a:1,b:2,c?tls=true', 'esdb://a:1,b:2,c?tls=true', undefined, 'esdb://a:1,b:2,c'],
  ])('%s: what the client gets, our own option, and its name', (url, given, prefix, name) => {
    const { connectionString, categoryPrefix, name: shown } = eventStoreDbUrl(url);
    expect([connectionString, categoryPrefix, shown]).toEqual([given, prefix, name]);
  });

  test.each([
    'esdb://admin:hunter2@db',
    'esdb://admin:hunter2@db?tls=false',
    'esdb://admin:hun/ter2@db',
    'esdb://admin:hun?ter2@db',
    'esdb://admin:hun@ter2@db',
    'esdb://admin:hun#ter2@db:2113,db2',
    'esdb://admin:hunter2',
    'postgres://admin:hunter2@db/x',
    'admin:hunter2@db',
  ])('%s: no part of a password is shown, escaped or not', (url) => {
    expect(withoutSecrets(url)).not.toMatch(/admin|hun|ter2/);
  });
});
