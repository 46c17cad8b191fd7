import type { Position } from '@partner-incentives/event-sourcing';

/**
 * Thrown by views that were asked for a `minPosition`: the rows did not come that far in time. Asking again is safe;
 * where `reached` stands still, no worker keeps the rows up.
 */
export class NotYetThere extends Error {
  override readonly name = 'NotYetThere';
  readonly _tag = 'NotYetThere';
  constructor(
    readonly minPosition: Position,
    /** How far the rows are; absent where nothing was folded yet. */
    readonly reached: Position | undefined,
  ) {
    super(`The rows are at ${reached ?? 'no position'}, not yet at ${minPosition}`);
  }
}
