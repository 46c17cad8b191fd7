import { describe, expect, test } from '@jest/globals';
import { ignoringScope, leakOnPostgres } from './differential.js';

const cases = 60;

describe('what the people of one account are told from PostgreSQL, read as the application role (F8)', () => {
  test(`law: does not depend on another account’s data: ${cases} cases, every query, to the byte`, async () => {
    expect(await leakOnPostgres(cases)).toEqual({ ran: cases, leaked: undefined });
  }, 120_000);

  test('a read store that ignores the scope is caught', async () => {
    expect((await leakOnPostgres(20, ignoringScope)).leaked).toBeDefined();
  }, 120_000);
});
