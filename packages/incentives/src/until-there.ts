import type { Position } from '@partner-incentives/event-sourcing';
import { NotYetThere, type StoppedRows } from './not-yet-there.js';
import type { Wanted } from './row-source.js';

/** What a look found, or how far it was where that was not far enough. */
export type Found<Answer> =
  | { readonly isThere: true; readonly answer: Answer }
  | {
      readonly isThere: false;
      readonly reached: Position | undefined;
      readonly stopped?: StoppedRows | undefined;
    };

/** Looks, and looks again where rows may have come further, until they are as far as they must be. */
export const untilThere = async <Answer>(
  { minPosition, timeoutMs }: Pick<Wanted, 'minPosition' | 'timeoutMs'>,
  look: () => Promise<Found<Answer>>,
  progress: (minPosition: Position, withinMs: number) => Promise<void>,
): Promise<Answer> => {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found.isThere) return found.answer;
    // Nothing but a position is ever waited for.
    if (minPosition === undefined) throw new TypeError('nothing was to be waited for');
    const left = end - performance.now();
    if (left <= 0) throw new NotYetThere(minPosition, found.reached, found.stopped);
    await progress(minPosition, left);
  }
};

/** Whether rows are as far as they must be. */
export const isFarEnough = (
  reached: Position | undefined,
  minPosition: Position | undefined,
): boolean => minPosition === undefined || (reached !== undefined && reached >= minPosition);
