import { describe, expect, test } from '@jest/globals';
import { heapInUse } from './memory-trial.js';

/** `EVENTS=5000000 npm run soak -- memory` for another number. */
const events = Number(process.env['EVENTS'] ?? 1_000_000);
const mebibyte = 1024 * 1024;

describe(`of ${events} events`, () => {
  test('no more is held at the end than near the beginning, and a slow subscriber holds its buffer only', async () => {
    const heap = await heapInUse(events);
    process.stdout.write(`heap in use, MiB: ${JSON.stringify(inMebibytes(heap))}\n`);
    expect(heap.readLate - heap.readEarly).toBeLessThan(8 * mebibyte);
    expect(heap.heardLate - heap.heardEarly).toBeLessThan(8 * mebibyte);
    expect(heap.resting - heap.heardLate).toBeLessThan(8 * mebibyte);
  });
});

const inMebibytes = (heap: object) =>
  Object.fromEntries(
    Object.entries(heap).map(([what, bytes]) => [what, Math.round(Number(bytes) / mebibyte)]),
  );
