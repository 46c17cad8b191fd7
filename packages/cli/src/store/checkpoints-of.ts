import type { Checkpoints } from '@partner-incentives/event-sourcing';
import type { Landmark, SeenHistory } from './seen-history.js';

/**
 * Marks that are kept apart from the store, and count only as long as it holds the history they were made in: an event
 * is kept with each, and must still stand where it stood. A mark too few is work done twice, to no effect; one too many
 * is work never done.
 */
export const checkpointsOf = (
  history: Omit<SeenHistory, 'store'>,
  kept: Checkpoints,
): Checkpoints => {
  /** Made while there was no event yet: they go with the first history that comes while we look on. */
  const early = new Map<string, string>();
  const keep = (name: string, value: string, landmark: Landmark | undefined): Promise<void> =>
    kept.save(name, JSON.stringify({ value, landmark } satisfies Kept));
  return {
    load: async (name) => {
      const ours = early.get(name);
      if (ours !== undefined) return ours;
      const { value, landmark } = parsed(await kept.load(name));
      if (value === undefined) return undefined;
      const counts = landmark === undefined ? history.isEmpty() : history.holds(landmark);
      return (await counts) ? value : undefined;
    },
    save: async (name, value) => {
      early.set(name, value);
      for (const [each, made] of early) {
        const landmark = await history.last();
        await keep(each, made, landmark);
        if (landmark !== undefined && early.get(each) === made) early.delete(each);
      }
    },
  };
};

interface Kept {
  readonly value: string;
  readonly landmark?: Landmark | undefined;
}

const parsed = (text = '{}'): Partial<Kept> => {
  try {
    return Object(JSON.parse(text)) as Partial<Kept>;
  } catch {
    return {};
  }
};
