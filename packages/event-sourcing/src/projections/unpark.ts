import type { RecordedEvent } from '../envelope.js';
import type { EventStore } from '../event-store.js';
import type { Checkpoint, Commit, ParkedKey } from '../read-store/read-store.js';
import type { StreamName } from '../stream-name.js';
import { commitOrRefused, loadFor, type AtWork } from './at-work.js';
import { BatchFold } from './fold-batch.js';
import { foldSafely } from './fold-safely.js';
import { KeptRows } from './kept-rows.js';
import { loadRows } from './load-rows.js';
import type { Poison } from './poison.js';
import { RunEnded } from './run-ended.js';

/**
 * Tries a parked key again: reads its stream from the event that could not be folded up to where the build is, and folds
 * it. One commit has the row, and the key is whole; or it waits behind the next event that cannot be folded.
 *
 * Rejects where the event store does not answer; throws `RunEnded`.
 */
export const unpark = async (work: AtWork, store: EventStore, key: StreamName): Promise<void> => {
  const { state, rules, deadline } = work;
  const parked = state.parked.get(key);
  const { checkpoint } = state;
  if (parked === undefined || checkpoint === undefined) return;
  const waiting = await waitingEvents(store, parked, checkpoint.position);
  const others = new Map([...state.parked].filter(([other]) => other !== key));
  const ground = { rows: state.rows, parked: others, checkpoint };
  await loadRows(waiting, rules.model, ground, loadFor(work));
  const known = new Map<string, Poison>();
  const fold = new BatchFold(rules, waiting, ground, known);
  const kept = new KeptRows(rules.model, work.rowLimitBytes, fold.rows);
  const refused =
    (await foldSafely(fold, kept, known, deadline)) ??
    haltedOf(fold, parked) ??
    (await settle(work, whole(checkpoint, parked, fold, kept), fold.rows));
  if (refused === undefined) return;
  // Which of the events it is stays open: the row stays as it was, and all of them wait.
  const failed = await settle(work, stillParked(checkpoint, { ...parked, ...refused }), new Map());
  if (failed === undefined) return;
  const halt = { cause: 'ParkingFailed', reason: failed.reason } as const;
  throw new RunEnded({ _tag: 'Halted', halt });
};

/** What ends a build on its way ends only the attempt here: the build is far beyond these events. */
const haltedOf = ({ halt }: BatchFold, { cause }: ParkedKey): Poison | undefined =>
  halt && { cause, reason: halt.reason };

const whole = (
  checkpoint: Checkpoint,
  { key, since }: ParkedKey,
  { parked, applied, ignored, foreign }: BatchFold,
  { rows }: KeptRows,
): Commit => {
  const again = parked.get(key);
  return {
    from: checkpoint.position,
    checkpoint,
    rows,
    parked: again === undefined ? [] : [{ ...again, since, retryAsked: false }],
    unparked: again === undefined ? [key] : [],
    handled: { applied, ignored, foreign },
  };
};

const stillParked = (checkpoint: Checkpoint, parked: ParkedKey): Commit => ({
  from: checkpoint.position,
  checkpoint,
  rows: [],
  parked: [{ ...parked, retryAsked: false }],
  unparked: [],
  handled: { applied: 0, ignored: 0, foreign: 0 },
});

const settle = async (
  work: AtWork,
  commit: Commit,
  rows: BatchFold['rows'],
): Promise<Poison | undefined> => {
  const refused = await commitOrRefused(work, commit);
  if (refused !== undefined) return refused;
  work.state.take(commit, rows);
  work.state.committed();
  return undefined;
};

const waitingEvents = async (
  store: EventStore,
  { key, revision }: ParkedKey,
  upTo: string,
): Promise<ReadonlyArray<RecordedEvent>> => {
  const waiting: Array<RecordedEvent> = [];
  for await (const event of store.read(key, { from: revision })) {
    if (event.position > upTo) break;
    waiting.push(event);
  }
  return waiting;
};
