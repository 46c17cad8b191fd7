export { fixedClock, type SettableClock } from './fixed-clock.js';
export { countingIds } from './counting-ids.js';
export {
  twoAccounts,
  type Leak,
  type TwoAccounts,
  type TwoAccountsOptions,
} from './two-accounts/two-accounts.js';
