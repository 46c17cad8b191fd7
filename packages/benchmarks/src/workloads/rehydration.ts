import { isDeepStrictEqual } from 'node:util';
import { answer, settings } from '../measurement.js';
import {
  eventsPerStream,
  lastState,
  storedEnrollments,
  type StoredText,
} from './enrollment-history.js';

interface Settings {
  readonly seconds: number;
  /** Whether each event's metadata are read too. */
  readonly metadata: boolean;
}

const streams = 2_000;

/** From texts to states, again and again. */
export const measureRehydration = (
  rehydrate: (stored: ReadonlyArray<StoredText>, withMetadata: boolean) => unknown,
): void => {
  const { seconds, metadata } = settings() as Settings;
  const stored = storedEnrollments(streams);
  const pass = () => stored.map((stream) => rehydrate(stream, metadata));
  for (let warmup = 0; warmup < 10; warmup++) pass();
  let states: ReadonlyArray<unknown> = [];
  let passes = 0;
  let elapsed = 0;
  const userBefore = process.cpuUsage().user;
  const before = performance.now();
  do {
    states = pass();
    passes++;
    elapsed = performance.now() - before;
  } while (elapsed < seconds * 1_000);
  const user = process.cpuUsage().user - userBefore;
  const events = passes * streams * eventsPerStream;
  answer({
    value: (events / elapsed) * 1_000,
    userMicros: user / events,
    correct: states.every(isLast),
  });
};

const isLast = (state: unknown): boolean =>
  isDeepStrictEqual(JSON.parse(JSON.stringify(state)), lastState);
