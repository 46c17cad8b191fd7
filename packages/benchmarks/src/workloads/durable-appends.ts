import { rmSync } from 'node:fs';
import { answer, settings } from '../measurement.js';
import { at, choose, commandsPerStream, decide, initial, type Chosen } from './choosing-payout.js';
import { freshDirectory } from './fresh-directory.js';

/** What is stored of every event, by every contender: what happened, and what we record about it. */
export interface Written {
  readonly type: string;
  readonly data: Chosen['data'];
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface Log {
  /** Answers when the event is as durable as this contender makes it. */
  readonly append: (stream: string, nth: number, event: Written) => Promise<void>;
  /** How many events a reader finds. */
  readonly count: () => Promise<number>;
  readonly remarks: () => Promise<ReadonlyArray<string>>;
}

interface Settings {
  readonly callers: number;
  readonly seconds: number;
}

/** Each caller appends one event after the other, twelve to a stream, until the time is up. */
export const measureDurableAppends = async (
  open: (directory: string) => Promise<Log>,
): Promise<void> => {
  const { callers, seconds } = settings() as Settings;
  const directory = freshDirectory();
  const log = await open(directory);
  const latencies: number[] = [];
  let appended = 0;
  const call = async (caller: number, prefix: string, until: number): Promise<void> => {
    for (let nth = 0; performance.now() < until; nth++) {
      const stream = `${prefix}-${caller}.${Math.floor(nth / commandsPerStream)}`;
      const before = performance.now();
      await log.append(stream, nth % commandsPerStream, written(nth % commandsPerStream));
      latencies.push(performance.now() - before);
      appended++;
    }
  };
  const callFor = (prefix: string, time: number) => {
    const until = performance.now() + time;
    return Promise.all(Array.from({ length: callers }, (_, n) => call(n, prefix, until)));
  };
  await callFor('warmup', seconds * 200);
  const unmeasured = latencies.splice(0).length;
  const userBefore = process.cpuUsage().user;
  const before = performance.now();
  await callFor('measured', seconds * 1_000);
  const elapsed = performance.now() - before;
  const user = process.cpuUsage().user - userBefore;
  const measured = appended - unmeasured;
  answer({
    value: (measured / elapsed) * 1_000,
    userMicros: user / measured,
    p99Ms: latencies.toSorted((a, b) => a - b)[Math.floor(latencies.length * 0.99)] ?? 0,
    correct: (await log.count()) === appended,
    remarks: await log.remarks(),
  });
  rmSync(directory, { recursive: true, force: true });
};

const hash = '4f2a'.repeat(16);

const written = (nth: number): Written => {
  const [{ type, data }] = decide(choose(nth, nth), initial);
  return {
    type,
    data,
    metadata: {
      effectiveAt: at,
      recordedAt: at,
      commandId: `command-${nth}`,
      commandHash: hash,
      actor: { kind: 'user', id: 'ines' },
      account: 'contoso',
      correlationId: `command-${nth}`,
      basis: [],
      policyVersion: hash,
      chain: hash,
    },
  };
};
