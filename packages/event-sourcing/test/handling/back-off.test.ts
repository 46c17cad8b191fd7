import { expect, test } from '@jest/globals';
import { jitterMs } from '../../src/index.js';

test.each([
  [1, 20],
  [2, 40],
  [5, 320],
  [7, 1000],
  [2000, 1000],
])('attempt %p waits a random time below %p ms', (attempt, limit) => {
  expect(jitterMs(attempt, () => 0)).toBe(0);
  expect(jitterMs(attempt, () => 0.5)).toBe(limit / 2);
  expect(jitterMs(attempt, () => 0.999)).toBeLessThan(limit);
  const waits = new Set(Array.from({ length: 20 }, () => jitterMs(attempt)));
  expect(waits.size).toBeGreaterThan(1);
});
