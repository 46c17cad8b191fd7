import { SingleBar } from 'cli-progress';
import type { Output } from './report.js';

const patienceMs = 1000;
const lineEveryMs = 10_000;

/** Shows what takes longer than a second. */
export interface Progress {
  reached(done: number): void;
  stop(): void;
}

/** A bar towards `total`; a count where nobody knows how many there will be. Silent where there is no terminal. */
export const progressOf = (
  unit: string,
  total: number | undefined,
  { bar: stream }: Pick<Output, 'bar'>,
  clock: () => number = () => performance.now(),
): Progress => {
  if (stream === undefined) return silent;
  const started = clock();
  const paceOf = pace(total, clock);
  const known = `  {bar} {percentage} %  {value}/{total} ${unit}  {pace}`;
  const bar = new SingleBar({
    format: total === undefined ? `  {value} ${unit}  {pace}` : known,
    stream,
    clearOnComplete: true,
    hideCursor: true,
  });
  let shown = false;
  return {
    reached: (done) => {
      const payload = { pace: paceOf(done) };
      if (!shown && clock() - started > patienceMs) {
        bar.start(total ?? 0, done, payload);
        shown = true;
      }
      if (shown) bar.update(done, payload);
    },
    stop: () => {
      if (shown) bar.stop();
    },
  };
};

/** The same for work that takes minutes: where stderr is no terminal, a line there every ten seconds. */
export const longProgressOf = (
  unit: string,
  total: number | undefined,
  output: Pick<Output, 'bar' | 'err'>,
  clock: () => number = () => performance.now(),
): Progress => {
  if (output.bar !== undefined) return progressOf(unit, total, output, clock);
  const paceOf = pace(total, clock);
  let said = clock();
  return {
    reached: (done) => {
      const text = paceOf(done);
      if (clock() - said < lineEveryMs) return;
      said = clock();
      const of = total === undefined ? '' : `/${String(total)}`;
      output.err(`${String(done)}${of} ${unit}  ${text}\n`);
    },
    stop: () => undefined,
  };
};

/** How fast it goes, since it was first asked, and how long it will take. */
const pace = (total: number | undefined, clock: () => number): ((done: number) => string) => {
  let first: { readonly done: number; readonly at: number } | undefined;
  return (done) => {
    first ??= { done, at: clock() };
    const seconds = (clock() - first.at) / 1000;
    if (seconds === 0) return '';
    const rate = (done - first.done) / seconds;
    const eta = total === undefined ? '' : `  ETA ${String(Math.round((total - done) / rate))} s`;
    return `${String(Math.round(rate))}/s${rate > 0 ? eta : ''}`;
  };
};

const silent: Progress = { reached: () => undefined, stop: () => undefined };
