import { building } from './read-store-contract/building.js';
import type { ReadStoreClause } from './read-store-contract/clause.js';
import { closing } from './read-store-contract/closing.js';
import { committing } from './read-store-contract/committing.js';
import { consistency } from './read-store-contract/consistency.js';
import { fencing } from './read-store-contract/fencing.js';
import { finding } from './read-store-contract/finding.js';
import { leasing } from './read-store-contract/leasing.js';
import { parking } from './read-store-contract/parking.js';
import { promoting } from './read-store-contract/promoting.js';
import { scopes } from './read-store-contract/scopes.js';
import { values } from './read-store-contract/values.js';
import { watching } from './read-store-contract/watching.js';

/**
 * What every `ReadStore` keeps to, whatever stands behind it. Runs in any test runner:
 *
 * ```ts
 * describe.each(readStoreContract)('my read store: $name', ({ run }) => {
 *   test('holds', () => run({ open: openMyReadStore }));
 * });
 * ```
 */
export const readStoreContract: ReadonlyArray<ReadStoreClause> = [
  ...building,
  ...promoting,
  ...leasing,
  ...fencing,
  ...committing,
  ...finding,
  ...parking,
  ...scopes,
  ...consistency,
  ...values,
  ...watching,
  ...closing,
];
