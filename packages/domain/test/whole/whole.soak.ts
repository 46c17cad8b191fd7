import { expect, test } from '@jest/globals';
import { exploreWhole } from './explore-whole.js';

const total = 10_000;
const batch = 100;

test('ten thousand sequences in the library and in the model (§7)', async () => {
  const begun = Date.now();
  for (let done = batch; done <= total; done += batch) {
    expect(await exploreWhole(batch)).toBeUndefined();
    const rate = (done * 1000) / (Date.now() - begun);
    process.stderr.write(`${done} sequences, ${rate.toFixed(1)} sequences/s, no difference\n`);
  }
});
