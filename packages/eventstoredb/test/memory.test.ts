import { describe, expect, test } from '@jest/globals';
import { heapInUse } from './memory-trial.js';

const events = 20_000;
const mebibyte = 1024 * 1024;

describe(`of ${events} events`, () => {
  test('no more is held at the end than near the beginning, and a slow subscriber holds its buffer only', async () => {
    const heap = await heapInUse(events);
    expect(heap.readLate - heap.readEarly).toBeLessThan(8 * mebibyte);
    expect(heap.heardLate - heap.heardEarly).toBeLessThan(8 * mebibyte);
    expect(heap.resting - heap.heardLate).toBeLessThan(8 * mebibyte);
  }, 60_000);
});
