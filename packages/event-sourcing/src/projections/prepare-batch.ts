import type { Position, RecordedEvent } from '../envelope.js';
import type { Checkpoint, Commit } from '../read-store/read-store.js';
import { loadFor, type AtWork } from './at-work.js';
import { BatchFold } from './fold-batch.js';
import { foldSafely } from './fold-safely.js';
import { KeptRows } from './kept-rows.js';
import { loadRows } from './load-rows.js';
import type { Poison } from './poison.js';

/** Events on their way into the rows. `upTo`: nothing of ours between the last of them and there. */
export interface Batch {
  readonly events: ReadonlyArray<RecordedEvent>;
  readonly upTo: Position | undefined;
}

/** A batch that was folded onto the state as it is. */
export interface Prepared {
  readonly fold: BatchFold;
  /** What to commit; `undefined` where nothing was taken, or it is refused before it is asked. */
  readonly change: Commit | undefined;
  readonly refused: Poison | undefined;
  /** When its preparation began, by `performance.now()`. */
  readonly beganMs: number;
}

/** Loads rows and folds, in memory. `known` is poison from attempts before; what never ends is added to it. */
export const prepareBatch = async (
  work: AtWork,
  { events, upTo }: Batch,
  known: Map<string, Poison>,
): Promise<Prepared> => {
  const { lease, state, rules, deadline } = work;
  const beganMs = performance.now();
  await lease.keep();
  await loadRows(events, rules.model, state, loadFor(work));
  const fold = new BatchFold(rules, events, state, known);
  const kept = new KeptRows(rules.model, work.rowLimitBytes, fold.rows);
  const refused = await foldSafely(fold, kept, known, deadline);
  if (refused !== undefined) return { fold, change: undefined, refused, beganMs };
  const end = fold.taken === events.length ? upTo : undefined;
  const last = events[fold.taken - 1];
  const checkpoint = checkpointAfter(state.checkpoint, events[0], last, end);
  const change = checkpoint && changeOf(state.checkpoint, checkpoint, fold, kept);
  return { fold, change, refused, beganMs };
};

const changeOf = (
  before: Checkpoint | undefined,
  checkpoint: Checkpoint,
  { parked, applied, ignored, foreign }: BatchFold,
  { rows }: KeptRows,
): Commit => ({
  ...(before === undefined ? {} : { from: before.position }),
  checkpoint,
  rows,
  parked: [...parked.values()],
  unparked: [],
  handled: { applied, ignored, foreign },
});

const checkpointAfter = (
  before: Checkpoint | undefined,
  first: RecordedEvent | undefined,
  last: RecordedEvent | undefined,
  upTo: Position | undefined,
): Checkpoint | undefined => {
  if (last === undefined) {
    return before === undefined || upTo === undefined ? undefined : { ...before, position: upTo };
  }
  const { stream, revision, id, position } = last;
  const origin = before?.origin ?? first?.id ?? id;
  return { position: upTo ?? position, origin, last: { stream, revision, id, position } };
};

export const secondsSince = (beganMs: number): number => (performance.now() - beganMs) / 1000;
