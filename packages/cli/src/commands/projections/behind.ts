import { lagBehind, type EventStore, type Position } from '@partner-incentives/event-sourcing';

/** How far rows are behind the events, as an independent reading of the store finds it. */
export interface Behind {
  readonly events: number;
  /** Whether there are no more than `events`: counting has an end. */
  readonly exact: boolean;
  /** Since the first event that is not in the rows was recorded. */
  readonly seconds: number;
}

/** Counts what a checkpoint leaves out; builds at the same place are counted once. `null`: it is no place of this store. */
export const countBehind = (
  store: EventStore,
  categories: ReadonlyArray<string>,
  nowMs: () => number,
): ((from: Position | undefined) => Promise<Behind | null>) => {
  const known = new Map<Position | undefined, Promise<Behind | null>>();
  const count = async (from: Position | undefined): Promise<Behind | null> => {
    try {
      const { events, exact, oldestMs } = await lagBehind(store, categories, from, mostCounted);
      const sinceMs = oldestMs === undefined ? 0 : nowMs() - oldestMs;
      return { events, exact, seconds: Math.max(0, sinceMs / 1000) };
    } catch (error) {
      // How stores refuse a position that none of their kind has.
      if (error instanceof RangeError) return null;
      throw error;
    }
  };
  return (from) => {
    const counting = known.get(from) ?? count(from);
    known.set(from, counting);
    return counting;
  };
};

const mostCounted = 10_000;
