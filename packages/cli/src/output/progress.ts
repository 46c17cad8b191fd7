import { SingleBar } from 'cli-progress';
import type { Output } from './report.js';

const patienceMs = 1000;

/** A bar on the terminal for what takes longer than a second; silent elsewhere. */
export interface Progress {
  reached(done: number): void;
  stop(): void;
}

export const progressOf = (total: number, unit: string, { isTerminal }: Output): Progress => {
  const started = Date.now();
  const bar = new SingleBar({
    format: `  {bar} {percentage} %  {value}/{total} ${unit}  ETA {eta} s`,
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
  });
  let shown = false;
  return {
    reached: (done) => {
      if (!isTerminal) return;
      if (!shown && Date.now() - started > patienceMs) {
        bar.start(total, done);
        shown = true;
      }
      if (shown) bar.update(done);
    },
    stop: () => {
      if (shown) bar.stop();
    },
  };
};
