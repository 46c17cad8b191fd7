import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { answer, settings } from '../measurement.js';
import { eventsOf, type Append } from './concurrent-writers.js';
import { freshDirectory } from './fresh-directory.js';

/** Rows that follow what is appended. */
export interface Following {
  readonly append: Append;
  /** Begins to follow. Calls back whenever as many more events are in rows that everybody sees. */
  readonly start: (tell: (events: number) => void) => Promise<void>;
  /** Whether as many enrollments have a row of their first event; what it did while nothing was appended. */
  readonly isRight: (enrollments: number) => Promise<boolean>;
  readonly remarks: () => ReadonlyArray<string>;
  /** For a second, nothing is appended from now on. */
  readonly idle?: () => void;
  readonly close: () => Promise<void>;
}

interface Settings {
  readonly events: number;
}

const every = 25;

/**
 * One event every 25 ms, each the first of an enrollment. The clock of each runs from the call of the append, whose own
 * time is part of it, to the commit of its row.
 */
export const measureVisibility = async (
  open: (directory: string) => Promise<Following>,
): Promise<void> => {
  const { events } = settings() as Settings;
  const directory = freshDirectory();
  const following = await open(directory);
  const began: number[] = [];
  const latencies: number[] = [];
  let allVisible: () => void = () => undefined;
  const whenAllVisible = new Promise<void>((resolve) => {
    allVisible = resolve;
  });
  await following.start((visible) => {
    const now = performance.now();
    for (let n = 0; n < visible; n++) latencies.push(now - (began[latencies.length] ?? 0));
    if (latencies.length >= warmingUp + events) allVisible();
  });
  // Made before the clock runs: making one takes as long as a row's way through the worker.
  const firsts = Array.from({ length: warmingUp + events }, (_, location) => eventsOf(location)[0]);
  for (const [location, first] of firsts.entries()) {
    await delay(every);
    began.push(performance.now());
    // Whoever is slow does not make the others wait.
    if (first !== undefined) void following.append(location, 0, [first]);
  }
  await whenAllVisible;
  following.idle?.();
  await delay(idleMs);
  const correct = await following.isRight(warmingUp + events);
  const measured = latencies.slice(warmingUp).toSorted((a, b) => a - b);
  const at = (share: number) => measured[Math.floor(measured.length * share)] ?? 0;
  answer({
    value: at(0.5),
    p99Ms: at(0.99),
    correct,
    remarks: [`p99 ${at(0.99).toPrecision(3)} ms`, ...following.remarks()],
  });
  await following.close();
  rmSync(directory, { recursive: true, force: true });
};

const warmingUp = 20;
export const idleMs = 1_000;
