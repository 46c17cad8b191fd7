import { expect, test } from '@jest/globals';
import { leakOnPostgres } from './differential.js';

/** `CASES=100000 npm run soak -- two-accounts` for another number. */
const cases = Number(process.env['CASES'] ?? 10_000);

test(`law (F8): what the people of one account are told from PostgreSQL does not depend on another account’s data: ${cases} cases`, async () => {
  expect(await leakOnPostgres(cases)).toEqual({ ran: cases, leaked: undefined });
});
