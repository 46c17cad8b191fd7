import type { EventStore } from '../../src/index.js';

/** The order in which waiting operations are let through, written down so that every other order can follow. */
interface Schedule {
  /** Which of those waiting is let through, step by step; the first one beyond the end. */
  readonly choices: ReadonlyArray<number>;
  /** How many were waiting at each step that was made. */
  readonly waiting: Array<number>;
}

/** What one run is made of: a fresh world, whose store operations wait, and writers who start at once. */
export interface Run {
  /** The store as one writer sees it: each operation waits until it is let through. */
  readonly stepped: (store: EventStore) => EventStore;
  /** Runs the writers to the end; that each begins is a step too, or they begin at once, which leaves fewer orders. */
  readonly toTheEnd: (
    writers: ReadonlyArray<() => Promise<void>>,
    eachBegins: boolean,
  ) => Promise<void>;
}

/**
 * Runs a situation in every order that its store operations can take. One operation at a time is let through, then
 * everything that follows from it happens, up to the next operations. How many orders there were.
 */
export const everyInterleaving = async (
  situation: (run: Run) => Promise<void>,
): Promise<number> => {
  let count = 0;
  let next: ReadonlyArray<number> | undefined = [];
  while (next !== undefined) {
    const schedule: Schedule = { choices: next, waiting: [] };
    await situation(runOf(schedule));
    count += 1;
    next = following(schedule);
  }
  return count;
};

const runOf = ({ choices, waiting }: Schedule): Run => {
  const gates: Array<() => void> = [];
  const letThrough = (): Promise<void> =>
    new Promise((resolve) => {
      gates.push(resolve);
    });
  return {
    stepped: (store) => ({
      ...store,
      append: (stream, expected, events) => async () => {
        await letThrough();
        return store.append(stream, expected, events)();
      },
      // A read is one step: it shows the stream at one moment.
      read: async function* read(stream, options) {
        await letThrough();
        const shown = [];
        for await (const event of store.read(stream, options)) shown.push(event);
        yield* shown;
      },
    }),
    toTheEnd: async (writers, eachBegins) => {
      const done = Promise.all(
        writers.map(async (write) => {
          if (eachBegins) await letThrough();
          await write();
        }),
      );
      for (let step = 0; ; step += 1) {
        await everythingThatFollows();
        if (gates.length === 0) break;
        waiting.push(gates.length);
        const [gate] = gates.splice(choices[step] ?? 0, 1);
        gate?.();
      }
      await done;
    },
  };
};

/** In memory all that follows are microtasks, and they are over before the event loop turns. */
const everythingThatFollows = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** The last step that had another choice takes it; what came after it starts over. */
const following = ({ choices, waiting }: Schedule): ReadonlyArray<number> | undefined => {
  for (let step = waiting.length - 1; step >= 0; step -= 1) {
    const taken = choices[step] ?? 0;
    if (taken + 1 < (waiting[step] ?? 0)) {
      const before = Array.from({ length: step }, (_, earlier) => choices[earlier] ?? 0);
      return [...before, taken + 1];
    }
  }
  return undefined;
};
