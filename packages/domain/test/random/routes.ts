import fc from 'fast-check';
import type { Route } from './journey.js';

// A seed has nothing to shrink to: a failing route shrinks by losing steps.
const seed = fc.noShrink(fc.noBias(fc.nat()));

/** Routes of up to forty steps. */
export const routes: fc.Arbitrary<Route> = fc.record({
  start: seed,
  steps: fc.array(seed, { minLength: 1, maxLength: 40, size: 'max' }),
});
