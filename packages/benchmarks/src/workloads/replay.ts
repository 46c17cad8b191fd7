import type { Instant } from '@partner-incentives/event-sourcing';
import { answer, settings } from '../measurement.js';
import { longStanding } from './long-history.js';
import { storedHistory } from './stored-history.js';

type Histories = Awaited<ReturnType<typeof storedHistory>>;

interface Settings {
  readonly events: number;
}

/** From the first event to the answer, once, as an auditor waits for it. */
export const measureReplay = async (
  waitingAsOf: (histories: Histories, asOf: Instant) => Promise<number>,
): Promise<void> => {
  const { events } = settings() as Settings;
  const histories = await storedHistory(events);
  const userBefore = process.cpuUsage().user;
  const before = performance.now();
  const waiting = await waitingAsOf(histories, '2024-12-31T00:00:00.000Z' as Instant);
  const elapsed = performance.now() - before;
  answer({
    value: (events / elapsed) * 1_000,
    userMicros: (process.cpuUsage().user - userBefore) / events,
    peakMiB: process.resourceUsage().maxRSS / 1_024,
    correct: waiting === longStanding,
  });
};
