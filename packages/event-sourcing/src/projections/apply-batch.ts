import type { Halt } from '../read-store/read-store.js';
import { commitOrRefused, type AtWork } from './at-work.js';
import type { Poison } from './poison.js';
import { prepareBatch, secondsSince, type Batch, type Prepared } from './prepare-batch.js';
import { RunEnded } from './run-ended.js';

/**
 * Brings a batch into the rows: loads them, folds, commits with the checkpoint. Where a row is refused, the batch is
 * halved until a single event is left, whose row it is; that key is parked there. Whatever was before a halt is committed.
 *
 * Throws `RunEnded`.
 */
export const applyBatch = async (work: AtWork, batch: Batch): Promise<void> => {
  const halt = await applyPart(work, batch, new Map());
  if (halt !== undefined) throw new RunEnded({ _tag: 'Halted', halt });
};

const applyPart = async (
  work: AtWork,
  batch: Batch,
  known: Map<string, Poison>,
): Promise<Halt | undefined> => {
  const prepared = await prepareBatch(work, batch, known);
  const refused = prepared.refused ?? (await commit(work, prepared));
  if (refused === undefined) return prepared.fold.halt;

  const { events, upTo } = batch;
  const [event] = events;
  if (event === undefined || (events.length === 1 && known.has(event.id))) {
    return { cause: 'ParkingFailed', reason: refused.reason };
  }
  if (events.length === 1) {
    known.set(event.id, refused);
    return applyPart(work, batch, known);
  }
  const middle = Math.ceil(events.length / 2);
  const first = { events: events.slice(0, middle), upTo: undefined };
  const halt = await applyPart(work, first, known);
  return halt ?? applyPart(work, { events: events.slice(middle), upTo }, known);
};

const commit = async (
  work: AtWork,
  { fold, change, beganMs }: Prepared,
): Promise<Poison | undefined> => {
  if (change === undefined) return undefined;
  const refused = await commitOrRefused(work, change);
  if (refused !== undefined) return refused;
  work.state.take(change, fold.rows);
  work.state.committed();
  work.committed(fold, change, secondsSince(beganMs));
  return undefined;
};
