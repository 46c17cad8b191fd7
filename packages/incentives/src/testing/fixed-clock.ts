import type { Clock, Instant } from '@partner-incentives/event-sourcing';

/** A clock that stands still until it is set. */
export interface SettableClock extends Clock {
  set(instant: Instant): void;
}

export const fixedClock = (start: Instant): SettableClock => {
  let instant = start;
  return {
    now: () => instant,
    set: (next) => {
      instant = next;
    },
  };
};
