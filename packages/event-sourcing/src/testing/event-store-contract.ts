import { appending } from './contract/appending.js';
import type { ContractClause } from './contract/clause.js';
import { closing } from './contract/closing.js';
import { concurrency } from './contract/concurrency.js';
import { limits } from './contract/limits.js';
import { reading } from './contract/reading.js';
import { readingAll } from './contract/reading-all.js';
import { repeating } from './contract/repeating.js';
import { subscribing } from './contract/subscribing.js';
import { values } from './contract/values.js';

/**
 * What every `EventStore` keeps to, whatever stands behind it. Runs in any test runner:
 *
 * ```ts
 * describe.each(eventStoreContract)('my store: $name', ({ run }) => {
 *   test('holds', () => run({ open: openMyStore, plant: plantIntoMyStore }));
 * });
 * ```
 */
export const eventStoreContract: ReadonlyArray<ContractClause> = [
  ...appending,
  ...repeating,
  ...reading,
  ...readingAll,
  ...subscribing,
  ...concurrency,
  ...limits,
  ...values,
  ...closing,
];
