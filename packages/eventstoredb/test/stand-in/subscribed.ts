import type { AllStreamSubscription, StreamSubscription } from '@eventstore/db-client';
import { until } from './with-server.js';

/** What a subscription of the bare client told, in short, as it came. */
export interface Told {
  /** `a-1@0` for an event, `confirmed`, `caught up`, `ended`, `failed`. */
  readonly lines: string[];
  readonly events: () => string[];
  readonly error: () => unknown;
  /** Waits for one of the lines. */
  readonly hears: (...wanted: string[]) => Promise<void>;
}

export const listenTo = (subscription: AllStreamSubscription | StreamSubscription): Told => {
  const lines: string[] = [];
  let failure: unknown;
  subscription
    .on('confirmation', () => lines.push('confirmed'))
    .on('caughtUp', () => lines.push('caught up'))
    .on('fellBehind', () => lines.push('fell behind'))
    .on('data', ({ event }) => lines.push(`${event?.streamId}@${event?.revision}`))
    .on('end', () => lines.push('ended'))
    .on('error', (error) => {
      failure = error;
      lines.push('failed');
    });
  return {
    lines,
    events: () => lines.filter((line) => line.includes('@')),
    error: () => failure,
    hears: (...wanted) => until(() => wanted.some((line) => lines.includes(line))),
  };
};
