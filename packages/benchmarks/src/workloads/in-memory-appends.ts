import { answer, settings } from '../measurement.js';
import {
  choose,
  commandsPerStream,
  expected,
  type Choices,
  type Choose,
} from './choosing-payout.js';

/** A library with an empty store. */
export interface Handling {
  readonly handle: (command: Choose) => unknown;
  readonly stateOf: (id: Choose['id']) => Choices | Promise<Choices>;
}

interface Settings {
  readonly streams: number;
  /** Whole workloads are repeated, each on an empty store, until this much time was measured. */
  readonly seconds: number;
}

/** Twelve commands to each stream, one stream after the other, each awaited before the next. */
export const measureInMemoryAppends = async (start: () => Handling): Promise<void> => {
  const { streams, seconds } = settings() as Settings;
  await run(start(), Math.min(streams, 2_000));
  let commands = 0;
  let elapsed = 0;
  let user = 0;
  let correct = true;
  while (elapsed < seconds * 1_000) {
    const handling = start();
    const userBefore = process.cpuUsage().user;
    const before = performance.now();
    await run(handling, streams);
    elapsed += performance.now() - before;
    user += process.cpuUsage().user - userBefore;
    commands += streams * commandsPerStream;
    correct &&= await isRight(handling, streams);
  }
  answer({ value: (commands / elapsed) * 1_000, userMicros: user / commands, correct });
};

const run = async ({ handle }: Handling, streams: number): Promise<void> => {
  for (let stream = 0; stream < streams; stream++) {
    for (let nth = 0; nth < commandsPerStream; nth++) {
      const handled = handle(choose(stream, nth));
      if (handled instanceof Promise) await handled;
    }
  }
};

const isRight = async ({ stateOf }: Handling, streams: number): Promise<boolean> => {
  for (let stream = 0; stream < streams; stream++) {
    const { made, banks } = await stateOf(choose(stream, 0).id);
    if (made !== expected.made || banks !== expected.banks) return false;
  }
  return true;
};
