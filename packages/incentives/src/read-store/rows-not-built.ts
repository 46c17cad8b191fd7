import type { Build } from '@partner-incentives/event-sourcing';

/**
 * Thrown by views: the read store has no live rows of a model as this code folds them. Nothing is answered from rows of
 * another version.
 */
export class RowsNotBuilt extends Error {
  override readonly name = 'RowsNotBuilt';
  readonly _tag = 'RowsNotBuilt';
  constructor(
    readonly model: string,
    /** The version of the model in this code. */
    readonly wanted: number,
    /** That of the live rows; absent where there are none. */
    readonly found: Build['schema'] | undefined,
  ) {
    super(
      `No live rows of ${model} version ${String(wanted)} (found: ${found === undefined ? 'none' : `version ${String(found)}`}). ` +
        (found === undefined
          ? 'Run a worker on this read store: incentives worker'
          : found < wanted
            ? `Run a worker of this version, then promote what it built: incentives projections promote ${model}`
            : 'This process is older than the rows: upgrade it, or roll back: ' +
              `incentives projections rollback ${model}`),
    );
  }
}
