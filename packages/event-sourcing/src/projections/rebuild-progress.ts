import type { Position } from '../envelope.js';
import type { BuildStatus } from '../read-store/read-store.js';

/** How far a rebuild is. */
export interface RebuildProgress {
  readonly position?: Position;
  /** The store's end when it was first asked: up to there it counts. */
  readonly head?: Position;
  /** Handled so far. */
  readonly events: number;
  /** About how many there are, as the live build has counted them; absent where none has. */
  readonly ofEvents?: number;
  /** Events a second since the progress before; absent at first. */
  readonly rate?: number;
  readonly etaSeconds?: number;
  readonly parked: number;
}

/** Progress from one status to the next. */
export const rebuildProgress = (
  head: Position | undefined,
  live: BuildStatus | undefined,
  nowMs: () => number = () => performance.now(),
): ((status: BuildStatus) => RebuildProgress) => {
  const ofEvents = live === undefined ? 0 : eventsOf(live);
  let before: { readonly events: number; readonly atMs: number } | undefined;
  return (status) => {
    const events = eventsOf(status);
    const atMs = nowMs();
    const rate =
      before === undefined || atMs <= before.atMs
        ? undefined
        : ((events - before.events) / (atMs - before.atMs)) * 1000;
    before = { events, atMs };
    return {
      ...(status.checkpoint === undefined ? {} : { position: status.checkpoint.position }),
      ...(head === undefined ? {} : { head }),
      events,
      ...(ofEvents > 0 ? { ofEvents: Math.max(ofEvents, events) } : {}),
      ...(rate === undefined ? {} : { rate }),
      ...(rate !== undefined && rate > 0 && ofEvents > 0
        ? { etaSeconds: Math.max(0, ofEvents - events) / rate }
        : {}),
      parked: status.parked,
    };
  };
};

const eventsOf = ({ handled: { applied, ignored, foreign } }: BuildStatus): number =>
  applied + ignored + foreign;
