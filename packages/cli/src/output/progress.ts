import { SingleBar } from 'cli-progress';
import type { Output } from './report.js';

const patienceMs = 1000;

/** Shows on a terminal what takes longer than a second; silent elsewhere. */
export interface Progress {
  reached(done: number): void;
  stop(): void;
}

/** A bar towards `total`; a count where nobody knows how many there will be. */
export const progressOf = (
  unit: string,
  total: number | undefined,
  { bar: stream }: Pick<Output, 'bar'>,
  clock: () => number = () => performance.now(),
): Progress => {
  if (stream === undefined) return silent;
  const started = clock();
  const known = '  {bar} {percentage} %  {value}/{total} ' + unit + '  ETA {eta} s';
  const bar = new SingleBar({
    format: total === undefined ? `  {value} ${unit}` : known,
    stream,
    clearOnComplete: true,
    hideCursor: true,
  });
  let shown = false;
  return {
    reached: (done) => {
      if (!shown && clock() - started > patienceMs) {
        bar.start(total ?? 0, done);
        shown = true;
      }
      if (shown) bar.update(done);
    },
    stop: () => {
      if (shown) bar.stop();
    },
  };
};

const silent: Progress = { reached: () => undefined, stop: () => undefined };
