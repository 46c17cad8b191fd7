import { rmSync } from 'node:fs';
import { answer, settings } from '../measurement.js';
import { writtenAtOnce, type Append } from './concurrent-writers.js';
import { freshDirectory } from './fresh-directory.js';

/** Rows that are kept up with events. */
export interface Projection {
  readonly append: Append;
  /** From nothing to the last of as many events: it is in a row, the checkpoint with it. */
  readonly catchUp: (events: number) => Promise<void>;
  /** Whether as many enrollments have the rows that they have to have, each event applied once and in order. */
  readonly isRight: (enrollments: number) => Promise<boolean>;
  readonly remarks?: ReadonlyArray<string>;
  readonly close: () => Promise<void>;
}

interface Settings {
  readonly enrollments: number;
  readonly writers?: number;
}

/** Eight writers, if no other number is given, leave a backlog; the clock runs from when somebody begins to read it to when all of it is in rows. */
export const measureCatchUp = async (
  open: (directory: string) => Promise<Projection>,
): Promise<void> => {
  const past = settings() as Settings;
  const directory = freshDirectory();
  const projection = await open(directory);
  const events = await writtenAtOnce(projection.append, past);
  const userBefore = process.cpuUsage().user;
  const before = performance.now();
  await projection.catchUp(events);
  const elapsed = performance.now() - before;
  const user = process.cpuUsage().user - userBefore;
  const correct = await projection.isRight(past.enrollments);
  answer({
    value: (events / elapsed) * 1_000,
    userMicros: user / events,
    correct,
    ...(projection.remarks && { remarks: projection.remarks }),
  });
  await projection.close();
  rmSync(directory, { recursive: true, force: true });
};
