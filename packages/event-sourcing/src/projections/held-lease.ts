import type { StreamName } from '../stream-name.js';
import { jitterMs } from '../back-off.js';
import {
  ReadStoreUnavailable,
  ValueRefused,
  type Lease,
  type ReadStore,
} from '../read-store/read-store.js';
import { reasonOf, type Log } from './log.js';
import { RunEnded } from './run-ended.js';
import type { Sleep } from './sleep.js';

export interface LeaseTiming {
  readonly ttlMs: number;
  readonly sleep: Sleep;
  readonly random: () => number;
  readonly log: Log;
}

/** From 0.2 to 30 s, at random: that all come back at once helps nobody. */
export const backOff = { firstMs: 200, mostMs: 30_000 } as const;

/** A lease and what its holder is told about it. */
export class HeldLease {
  paused = false;
  lost = false;
  /** Keys that an operator wants tried again. */
  readonly retry = new Set<StreamName>();
  /** By this process' clock. */
  renewedAt = performance.now();
  /** Since the read store went away; `undefined` while it answers. */
  failing: { readonly reason: string; readonly sinceMs: number } | undefined;

  constructor(
    readonly lease: Lease,
    private readonly readStore: ReadStore,
    private readonly timing: LeaseTiming,
    /** Ends waiting for a read store that is away. */
    private readonly stopping: AbortSignal,
  ) {
    for (const { key, retryAsked } of lease.parked) if (retryAsked === true) this.retry.add(key);
  }

  async renew(): Promise<void> {
    const answer = await this.readStore.renew(this.lease, this.timing.ttlMs);
    if (answer === undefined) {
      this.lost = true;
      return;
    }
    this.renewedAt = performance.now();
    this.paused = answer.paused;
    for (const key of answer.retry) this.retry.add(key);
  }

  /** Before work that may take long, and during it: nobody takes over from who is busy. */
  async keep(): Promise<void> {
    if (performance.now() - this.renewedAt < this.timing.ttlMs / 3) return;
    await this.persist('renewing the lease', () => this.renew());
    this.mustBeHeld();
  }

  mustBeHeld(): void {
    if (this.lost) throw new RunEnded({ _tag: 'LeaseLost' });
  }

  /** Asks until there is an answer; between two attempts it makes sure of the lease. What is refused stays refused. */
  async persist<Answer>(doing: string, ask: () => Promise<Answer>): Promise<Answer> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        if (attempt > 0) await this.renew();
        this.mustBeHeld();
        const answer = await ask();
        this.failing = undefined;
        return answer;
      } catch (error) {
        if (error instanceof RunEnded || error instanceof ValueRefused) throw error;
        await this.waitAfter(error, attempt, doing);
      }
    }
  }

  private async waitAfter(error: unknown, attempt: number, doing: string): Promise<void> {
    const { sleep, random, log } = this.timing;
    const reason = reasonOf(error);
    this.failing ??= { reason, sinceMs: performance.now() };
    const level = error instanceof ReadStoreUnavailable ? 'warn' : 'error';
    const { model, build } = this.lease.build;
    log(level, `${doing} failed; trying again`, { model, build, attempt, reason });
    if (!this.stopping.aborted) await sleep(jitterMs(attempt, random, backOff), this.stopping);
    if (this.stopping.aborted) throw new RunEnded({ _tag: 'Stopped' });
  }
}
