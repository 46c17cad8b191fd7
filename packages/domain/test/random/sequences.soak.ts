import { expect, test } from '@jest/globals';
import { explore } from './explore.js';

const total = 1_000_000;
const batch = 10_000;

test('a million sequences in the domain and in the model (§7)', () => {
  const begun = Date.now();
  let commands = 0;
  for (let done = batch; done <= total; done += batch) {
    const explored = explore({ count: batch });
    expect(explored.report).toBeUndefined();
    commands += explored.commands;
    const seconds = (Date.now() - begun) / 1000;
    process.stderr.write(
      `${done} sequences, ${commands} commands, ${Math.round(done / seconds)} sequences/s, no difference\n`,
    );
  }
});
