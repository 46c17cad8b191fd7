/** Between which two a limit doubles, in milliseconds. */
export interface BackOffLimits {
  readonly firstMs: number;
  readonly mostMs: number;
}

const ofWriters: BackOffLimits = { firstMs: 10, mostMs: 1000 };

/** A random time below a limit that doubles with each attempt ("full jitter"), so that rivals spread out. */
export const jitterMs = (
  attempt: number,
  random: () => number = Math.random,
  { firstMs, mostMs }: BackOffLimits = ofWriters,
): number => random() * Math.min(mostMs, firstMs * 2 ** attempt);

export const fullJitter = (attempt: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, jitterMs(attempt));
  });
