import type { Position } from '../envelope.js';
import type { Lag } from './lag.js';

/** Where a run of a build is. Times are milliseconds since 1970, by this process' clock. */
export interface RunProgress {
  readonly state: 'catchingUp' | 'live' | 'retrying';
  /** Why it is retrying. */
  readonly reason?: string;
  readonly position?: Position;
  readonly parked: number;
  /** What it does now, and since when. Waiting is for the next event. */
  readonly doing: 'checking' | 'waiting' | 'working';
  readonly sinceMs: number;
  readonly renewedMs: number;
  /** As the last look at the store found it. */
  readonly lag?: Lag & { readonly atMs: number };
  /** Events are recorded and none arrives. */
  readonly stalled: boolean;
}
