import { Both, type Moment, type Switched } from './both.js';
import type { Mistake } from './domain-world.js';

type Line = Switched | Pick<Moment, 'ask'>;

/** Tells the lines from the very beginning, up to the first difference. */
const tell = (lines: ReadonlyArray<Line>, mistake?: Mistake): Both => {
  const both = Both.empty(mistake);
  for (const line of lines) {
    if (both.difference !== undefined) return both;
    if ('policy' in line) both.adopt(line.policy);
    else both.ask(line.ask);
  }
  const last = lines.findLast((line) => 'ask' in line);
  if (last !== undefined) both.compareAll(last.ask.at);
  return both;
};

/** The same difference from as few lines as it takes: every line is left out that can be. */
export const shortened = (both: Both, mistake?: Mistake): Both => {
  let shortest = tell(both.told, mistake);
  for (let length = Infinity; shortest.told.length < length;) {
    length = shortest.told.length;
    for (let i = length - 1; i >= 0; i -= 1) {
      const without = tell(shortest.told.toSpliced(i, 1), mistake);
      if (without.difference?.about === both.difference?.about) shortest = without;
    }
  }
  return shortest;
};
