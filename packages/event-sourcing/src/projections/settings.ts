import { systemClock, type Clock } from '../clock.js';
import { silent, type Log } from './log.js';
import { sleep, type Sleep } from './sleep.js';

/** How projections run. All may be left out. */
export interface ProjectionSettings {
  /** Most events in one transaction; 5,000. */
  readonly batchSize?: number;
  /** About how many bytes of events are read ahead; 16 MiB. */
  readonly queueBytes?: number;
  /** Rows kept at hand, by number and by bytes of their JSON; 100,000 and 64 MiB. */
  readonly cacheRows?: number;
  readonly cacheBytes?: number;
  /** Most bytes of a row's JSON; 1 MiB. */
  readonly rowLimitBytes?: number;
  /**
   * How long the folding of one event may take, in milliseconds; 5,000. At most a third of `ttlMs`: the process does
   * nothing else meanwhile, and must not be thought dead.
   */
  readonly foldDeadlineMs?: number;
  /** What an event that cannot be folded stops: its stream, or the whole build. `park`. */
  readonly onPoison?: 'park' | 'halt';
  /** How long a lease lasts without being renewed, and how often it is renewed, in milliseconds; 15,000 and 5,000. */
  readonly ttlMs?: number;
  readonly heartbeatMs?: number;
  /** How often the store is asked, apart from the subscriptions, how far behind the rows are; 10,000 milliseconds. */
  readonly watchMs?: number;
  /** How long stopping may take, in milliseconds; 10,000. */
  readonly drainMs?: number;
  readonly log?: Log;
  /** For tests. */
  readonly clock?: Clock;
  readonly sleep?: Sleep;
  readonly random?: () => number;
}

export type Settings = Required<ProjectionSettings>;

/** Throws `RangeError` where a fold may take so long that others take over meanwhile. */
export const settingsFrom = (given: ProjectionSettings): Settings => {
  const ttlMs = given.ttlMs ?? 15_000;
  const foldDeadlineMs = given.foldDeadlineMs ?? Math.min(5_000, Math.floor(ttlMs / 3));
  if (foldDeadlineMs > ttlMs / 3) {
    throw new RangeError('foldDeadlineMs is at most a third of ttlMs');
  }
  return {
    batchSize: given.batchSize ?? 5_000,
    queueBytes: given.queueBytes ?? 16 * mebi,
    cacheRows: given.cacheRows ?? 100_000,
    cacheBytes: given.cacheBytes ?? 64 * mebi,
    rowLimitBytes: given.rowLimitBytes ?? mebi,
    foldDeadlineMs,
    onPoison: given.onPoison ?? 'park',
    ttlMs,
    heartbeatMs: given.heartbeatMs ?? 5_000,
    watchMs: given.watchMs ?? 10_000,
    drainMs: given.drainMs ?? 10_000,
    log: given.log ?? silent,
    clock: given.clock ?? systemClock,
    sleep: given.sleep ?? sleep,
    random: given.random ?? Math.random,
  };
};

const mebi = 1024 * 1024;
