export { fixedClock, type SettableClock } from './fixed-clock.js';
export { countingIds } from './counting-ids.js';
