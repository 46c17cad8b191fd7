import type { Position, RecordedEvent } from '../envelope.js';
import {
  ValueRefused,
  type Checkpoint,
  type Commit,
  type Halt,
  type ReadStore,
} from '../read-store/read-store.js';
import type { BuildState } from './build-state.js';
import { BatchFold, type FoldRules } from './fold-batch.js';
import { foldSafely, type Deadline } from './fold-safely.js';
import type { HeldLease } from './held-lease.js';
import { KeptRows } from './kept-rows.js';
import { loadRows, type Load } from './load-rows.js';
import type { Poison } from './poison.js';
import { RunEnded } from './run-ended.js';

/** A build at work: whose it is, how far it is, and how it folds. */
export interface AtWork {
  readonly readStore: ReadStore;
  readonly lease: HeldLease;
  readonly state: BuildState;
  readonly rules: FoldRules;
  readonly deadline: Deadline;
  readonly rowLimitBytes: number;
  /** Told after each commit. */
  readonly committed: (fold: BatchFold, commit: Commit) => void;
}

/**
 * Brings a batch into the rows: loads them, folds, commits with the checkpoint. Where a row is refused, the batch is
 * halved until a single event is left, whose row it is; that key is parked there. Whatever was before a halt is committed.
 *
 * Throws `RunEnded`.
 */
export const applyBatch = async (
  work: AtWork,
  events: ReadonlyArray<RecordedEvent>,
  upTo: Position | undefined,
): Promise<void> => {
  const known = new Map<string, Poison>();
  const halt = await applyPart(work, events, upTo, known);
  if (halt !== undefined) throw new RunEnded({ _tag: 'Halted', halt });
};

const applyPart = async (
  work: AtWork,
  events: ReadonlyArray<RecordedEvent>,
  upTo: Position | undefined,
  known: Map<string, Poison>,
): Promise<Halt | undefined> => {
  const { lease, state, rules, deadline } = work;
  await lease.keep();
  await loadRows(events, rules.model, state, loadFor(work));
  const fold = new BatchFold(rules, events, state, known);
  const kept = new KeptRows(rules.model, work.rowLimitBytes, fold.rows);
  const refused =
    (await foldSafely(fold, kept, known, deadline)) ??
    (await commit(work, events, upTo, fold, kept));
  if (refused === undefined) return fold.halt;

  const [event] = events;
  if (event === undefined || (events.length === 1 && known.has(event.id))) {
    return { cause: 'ParkingFailed', reason: refused.reason };
  }
  if (events.length === 1) {
    known.set(event.id, refused);
    return applyPart(work, events, upTo, known);
  }
  const middle = Math.ceil(events.length / 2);
  const firstHalf = await applyPart(work, events.slice(0, middle), undefined, known);
  return firstHalf ?? applyPart(work, events.slice(middle), upTo, known);
};

/** Rows of the build, however long the read store is away. */
export const loadFor =
  ({ readStore, lease }: AtWork): Load =>
  (keys) =>
    lease.persist('loading rows', () => readStore.load(lease.lease.build, keys));

/** Commits what was folded. Why that is refused, if it is. */
const commit = async (
  { readStore, lease, state, committed }: AtWork,
  events: ReadonlyArray<RecordedEvent>,
  upTo: Position | undefined,
  fold: BatchFold,
  { rows }: KeptRows,
): Promise<Poison | undefined> => {
  const last = events[fold.taken - 1];
  const end = fold.taken === events.length ? upTo : undefined;
  const checkpoint = checkpointAfter(state.checkpoint, events[0], last, end);
  if (checkpoint === undefined) return undefined;
  const from = state.checkpoint?.position;
  const { applied, ignored, foreign } = fold;
  const change: Commit = {
    ...(from === undefined ? {} : { from }),
    checkpoint,
    rows,
    parked: [...fold.parked.values()],
    unparked: [],
    handled: { applied, ignored, foreign },
  };
  const refused = await commitOrRefused(readStore, lease, change);
  if (refused !== undefined) return refused;
  state.take(change, fold.rows);
  committed(fold, change);
  return undefined;
};

/** Throws `RunEnded` where the lease is lost. */
export const commitOrRefused = async (
  readStore: ReadStore,
  lease: HeldLease,
  change: Commit,
): Promise<Poison | undefined> => {
  try {
    const done = await lease.persist('committing', () => readStore.commit(lease.lease, change));
    if (!done) throw new RunEnded({ _tag: 'LeaseLost' });
    return undefined;
  } catch (error) {
    if (error instanceof ValueRefused) return { cause: 'ValueRefused', reason: error.reason };
    throw error;
  }
};

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
