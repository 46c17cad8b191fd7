import type { Instant } from './instant.js';

/** The writer's clock. Only `recordedAt` comes from it; no decision reads it. */
export interface Clock {
  now(): Instant;
}

export const systemClock: Clock = { now: () => new Date().toISOString() as Instant };
