/** Asked once for each call a fault could strike: does it? */
export type Occurrence = () => boolean;

export const nth = (n: number): Occurrence => {
  let seen = 0;
  return () => ++seen === n;
};

export const always: Occurrence = () => true;

/** The same calls in every run with the same seed. */
export const withProbability = (probability: number, seed: number): Occurrence => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32 < probability;
  };
};
