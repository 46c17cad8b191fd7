import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { FiledRow, Lease, ReadStore } from '@partner-incentives/event-sourcing';
import Database from 'libsql';
import { openReadStore } from '../../src/index.js';
import { onServer, postgresForTests } from '../../src/testing/index.js';
import { stream } from '../new-event.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { commitAt, leaseIn } from './rows-of.js';

jest.setTimeout(60_000);

const directory = temporaryDirectory();

interface Engine {
  readonly address: string;
  /** Changes the tables behind the store's back. */
  readonly meddle: (statement: string) => Promise<void>;
  readonly remove: () => Promise<void>;
}

const engines = {
  SQLite: async (): Promise<Engine> => {
    const path = join(directory, 'filed.db');
    return {
      address: `sqlite:${path}`,
      meddle: async (statement) => {
        const plain = new Database(path);
        plain.exec(statement);
        plain.close();
      },
      remove: async () => undefined,
    };
  },
  PostgreSQL: async (): Promise<Engine> => {
    const { connectionString, drop } = await postgresForTests();
    return {
      address: connectionString,
      meddle: (statement) => onServer(connectionString, 'set search_path = incentives', statement),
      remove: drop,
    };
  },
};

describe.each(Object.entries(engines))('what rows are found under, in %s', (name, begin) => {
  let engine: Engine;
  let store: ReadStore;
  let lease: Lease;
  let count = 0;
  beforeAll(async () => {
    engine = await begin();
    store = await openReadStore(engine.address);
    lease = await leaseIn(store);
  });
  afterAll(async () => {
    await store.close();
    await engine.remove();
  });

  const key = stream('row');
  const entry = (value: string, isRight: boolean, of = key): FiledRow => ({
    value,
    key: of,
    isRight,
  });
  const filed = () => store.filed(lease.build, undefined, 100);
  const write = async (values: ReadonlyArray<string>) => {
    count += 1;
    await store.commit(lease, commitAt(count, { values, account: 'contoso' }));
  };

  test('an entry that was lost is missed', async () => {
    await write(['a', 'b']);
    expect(await filed()).toEqual([entry('a', true), entry('b', true)]);
    await engine.meddle(`delete from row_values where value = 'a'`);
    expect(await filed()).toEqual([entry('b', true)]);
  });

  test('an entry under a value that the row has not, or of no row, is told', async () => {
    await write(['c']);
    await engine.meddle(`update row_values set value = 'd' where value = 'c'`);
    expect((await filed()).filter(({ isRight }) => !isRight)).toEqual([entry('d', false)]);
    await engine.meddle(`update row_values set key = 'Thing-none' where value = 'd'`);
    expect((await filed()).find(({ value }) => value === 'd')).toMatchObject({
      key: 'Thing-none',
      isRight: false,
    });
    await engine.meddle(`delete from row_values where value = 'd'`);
  });

  test('no entry of a row whose values cannot be read is right', async () => {
    await write(['e']);
    await engine.meddle(
      name === 'SQLite'
        ? 'drop trigger row_is_found_elsewhere'
        : 'alter table rows disable trigger all',
    );
    await engine.meddle(`update rows set found_under = '[' where found_under is not null`);
    expect((await filed()).filter(({ isRight }) => isRight)).toEqual([]);
    expect(await store.page(lease.build, undefined, 10)).toMatchObject([{ key, damaged: true }]);
  });
});

test('in PostgreSQL, an entry that is for another account than its row is told', async () => {
  const engine = await engines.PostgreSQL();
  const store = await openReadStore(engine.address);
  const lease = await leaseIn(store);
  await store.commit(lease, commitAt(1, { values: ['a'], account: 'contoso' }));
  const isRight = async () =>
    (await store.filed(lease.build, undefined, 1)).map((found) => found.isRight);
  expect(await isRight()).toEqual([true]);
  await engine.meddle(`update row_values set account = 'fabrikam'`);
  expect(await isRight()).toEqual([false]);
  await store.close();
  await engine.remove();
});
