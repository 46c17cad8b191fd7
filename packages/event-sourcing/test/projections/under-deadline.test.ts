import { expect, test } from '@jest/globals';
import { underDeadline } from '../../src/projections/under-deadline.js';

test('work that ends in time is done; what it throws is thrown', () => {
  let done = 0;
  expect(underDeadline(() => void (done += 1), 1_000)).toBe('Ended');
  expect(done).toBe(1);
  const thrown = new TypeError('its own');
  expect(() =>
    underDeadline(() => {
      throw thrown;
    }, 1_000),
  ).toThrow(thrown);
});

test('work that never ends is interrupted, even where it catches everything, and the next one runs as ever', () => {
  const forEver = () => {
    for (;;) {
      try {
        forEver();
      } catch {
        // Whatever it is, it goes on.
      }
    }
  };
  expect(underDeadline(forEver, 50)).toBe('Overran');
  expect(underDeadline(() => undefined, 1_000)).toBe('Ended');
});

test('work that was interrupted while the process did not run is not to blame', () => {
  const standsStill = () => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  };
  expect(underDeadline(standsStill, 200)).toBe('StoodStill');
});
