import type { Position } from '@partner-incentives/event-sourcing';
import type { ModelName, Rows, Viewer } from '@partner-incentives/read-models';

/** The rows that a question is about. */
export interface Wanted {
  readonly viewer: Viewer;
  /** The models that the view joins. */
  readonly models: ReadonlyArray<ModelName>;
  /** What Microsoft's views find enrollments under, in all accounts. Partners' views take all rows of the viewer's accounts. */
  readonly under?: string;
  /** Everything up to here must be in them. */
  readonly minPosition?: Position;
  /** How long to wait for that, in milliseconds. */
  readonly timeoutMs: number;
}

/** Where views get their rows from. Rejects with `NotYetThere` where they do not come far enough in time. */
export type RowSource = (wanted: Wanted) => Promise<Rows>;
