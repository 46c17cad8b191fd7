import type { Position, StopCause } from '@partner-incentives/event-sourcing';

/** Rows that come no further until an operator does something. */
export interface StoppedRows {
  readonly model: string;
  /** `HistoryDiverged`: they are of another history than the store's, so that no position of it is ever in them. */
  readonly cause: StopCause;
}

/**
 * Thrown by views that were asked for a `minPosition`: the rows did not come that far in time. Asking again is safe;
 * where `stopped` is there it is useless, and where `reached` stands still, no worker keeps the rows up.
 */
export class NotYetThere extends Error {
  override readonly name = 'NotYetThere';
  readonly _tag = 'NotYetThere';
  constructor(
    readonly minPosition: Position,
    /** How far the rows are; absent where nothing was folded yet, or what was folded is of another history. */
    readonly reached: Position | undefined,
    /** The first of the rows asked for that were stopped short of it. */
    readonly stopped?: StoppedRows,
  ) {
    super(
      `The rows are at ${reached ?? 'no position'}, not yet at ${minPosition}` +
        (stopped === undefined ? '' : `, and waiting is useless: ${sayingOf(stopped)}`),
    );
  }
}

const sayingOf = ({ model, cause }: StoppedRows): string =>
  cause === 'Paused' ? `${model} is paused` : `${model} is halted, ${cause}`;
