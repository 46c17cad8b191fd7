import { describe, expect, jest, test } from '@jest/globals';
import { heapInUse } from './memory-trial.js';

// For a machine that is busy; a deadline to catch what hangs.
jest.setTimeout(180_000);

const events = 20_000;
const mebibyte = 1024 * 1024;

describe(`of ${events} events`, () => {
  test('no more is held at the end than near the beginning, and a slow subscriber holds its buffer only', async () => {
    const heap = await heapInUse(events);
    expect(heap.readLate - heap.readEarly).toBeLessThan(8 * mebibyte);
    expect(heap.heardLate - heap.heardEarly).toBeLessThan(8 * mebibyte);
    expect(heap.resting - heap.heardLate).toBeLessThan(8 * mebibyte);
  });
});
