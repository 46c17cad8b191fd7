import type { Command, Policy } from '@partner-incentives/domain';
import type { Instant, Timer } from '@partner-incentives/event-sourcing';
import type { Recording, TargetIndex } from '../target-index/index.js';

/** One look at the clock. */
export interface Sweep {
  readonly index: TargetIndex;
  /** Up to where the sweep before this one looked; `undefined`: this is the first. */
  readonly sweptTo: Instant | undefined;
  readonly now: Instant;
  readonly policy: Policy;
}

/** What one kind of timer makes due. */
export type DueNow = (sweep: Sweep) => ReadonlyArray<Timer<Command>>;

/**
 * Whether an instant has come since the sweep before, or had come already when it was recorded. For timers that leave
 * no trace where they change nothing; the others are due until they are done.
 */
export const hasCome = (
  due: Instant,
  recording: Recording | undefined,
  { sweptTo, now }: Sweep,
): boolean =>
  due <= now &&
  (sweptTo === undefined ||
    due > sweptTo ||
    (recording !== undefined && recording.recordedAt >= sweptTo));
