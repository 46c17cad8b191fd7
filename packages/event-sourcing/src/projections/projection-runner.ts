import { jitterMs } from '../back-off.js';
import type { EventCodec } from '../codec/index.js';
import type { Position } from '../envelope.js';
import type { EventStore } from '../event-store.js';
import type { Lease, ReadStore } from '../read-store/read-store.js';
import type { AtWork } from './at-work.js';
import { BatchesAhead } from './batches-ahead.js';
import { BuildState } from './build-state.js';
import { Changes } from './changes.js';
import { Feed, type FeedBatch } from './feed.js';
import { isThrough } from './first-after.js';
import { backOff, HeldLease } from './held-lease.js';
import { divergence } from './history-check.js';
import { giveBack } from './give-back.js';
import { reasonOf } from './log.js';
import { Lookout } from './lookout.js';
import type { Projected } from './projected.js';
import { RunEnded, type Ended } from './run-ended.js';
import type { RunProgress } from './run-progress.js';
import { type ProjectionSettings, settingsFrom, type Settings } from './settings.js';
import { allArrived, aTurn } from './sleep.js';
import type { ProjectionMeters } from './projection-meters.js';
import { underDeadline } from './under-deadline.js';
import { unpark } from './unpark.js';

export interface ProjectionRunnerOptions extends ProjectionSettings {
  readonly store: EventStore;
  readonly readStore: ReadStore;
  readonly model: Projected;
  readonly codec: EventCodec;
  /** All categories of ours: each of our events moves the checkpoint, whichever model it concerns. */
  readonly categories: ReadonlyArray<string>;
  readonly lease: Lease;
  readonly meters?: ProjectionMeters;
  /** Told after each commit how far the build is. */
  readonly onCommit?: (position: Position, events: number) => void;
}

/**
 * Keeps one build up with its store, under a lease: from where it is, through everything recorded, and then for ever.
 */
export class ProjectionRunner {
  private readonly settings: Settings;
  private readonly stopping = new AbortController();
  private readonly lease: HeldLease;
  private readonly state: BuildState;
  private readonly work: AtWork;
  private readonly batches: BatchesAhead;
  private feed: Feed | undefined;
  private live = false;
  private trouble: string | undefined;
  private doing: RunProgress['doing'] = 'checking';
  private sinceMs = Date.now();
  private stalled = false;
  private skippedTo: Position | undefined;
  private committedMs = 0;
  private openedMs = 0;
  private over = false;
  private readonly changes = new Changes();
  private readonly lookout: Lookout;

  constructor(private readonly options: ProjectionRunnerOptions) {
    const settings = settingsFrom(options);
    this.settings = settings;
    this.lookout = new Lookout(options.store, options.categories);
    this.lease = new HeldLease(options.lease, options.readStore, settings, this.stopping.signal);
    this.state = new BuildState(options.lease, {
      rows: settings.cacheRows,
      bytes: settings.cacheBytes,
    });
    this.work = {
      readStore: options.readStore,
      lease: this.lease,
      state: this.state,
      rules: { ...settings, model: options.model, codec: options.codec },
      deadline: {
        run: underDeadline,
        ms: settings.foldDeadlineMs,
        afterwards: () => this.stillHere(),
      },
      rowLimitBytes: settings.rowLimitBytes,
      committed: (fold, { checkpoint }, seconds) => {
        options.meters?.count(options.lease.build, fold, seconds);
        options.onCommit?.(checkpoint.position, fold.taken);
        this.changes.tell();
      },
    };
    this.batches = new BatchesAhead(this.work);
  }

  /** Ends when it is stopped, paused, halted or has lost its lease, never otherwise. The lease is given back where it is held. */
  async run(): Promise<Ended> {
    const how = await this.untilEnded();
    this.over = true;
    this.changes.tell();
    await giveBack(this.options.readStore, this.lease, how, this.settings.log);
    return how;
  }

  /** The batch in flight is finished; none is begun. */
  stop(): void {
    this.stopping.abort();
    this.feed?.nudge();
  }

  /** Ends it as one that has lost its lease: what it knows of the rows is not so. */
  lose(): void {
    this.lease.lost = true;
    this.feed?.nudge();
  }

  /** To be called at every heartbeat. Rejects where the read store does not answer. */
  async renew(): Promise<void> {
    const asked = this.lease.retry.size;
    await this.lease.renew();
    const { lost, paused, retry } = this.lease;
    if (lost || paused || retry.size > asked || this.isSkipWorthwhile()) this.feed?.nudge();
  }

  /** To be called now and then. Rejects where the store does not answer. */
  async look(): Promise<void> {
    const distrust = await this.lookout.look(() => ({
      position: this.state.reached?.position,
      heard: this.feed?.heard,
      isWaiting: this.doing === 'waiting' && !this.batches.isCommitting,
    }));
    if (distrust === undefined) return;
    this.stalled = true;
    this.feed?.drop(distrust);
  }

  /** Whether the rows have everything of ours up to there. `false` once the run is over. */
  async reached(position: Position): Promise<boolean> {
    const { store, categories } = this.options;
    for (;;) {
      if (this.over) return false;
      const change = this.changes.next();
      const at = this.state.reached?.position;
      if (await isThrough(store, categories, at, position).catch(() => false)) return true;
      await change;
    }
  }

  get progress(): RunProgress {
    const reason = this.lease.failing?.reason ?? this.trouble;
    const position = this.state.reached?.position;
    const { lag } = this.lookout;
    return {
      state: reason !== undefined ? 'retrying' : this.live ? 'live' : 'catchingUp',
      ...(reason === undefined ? {} : { reason }),
      ...(position === undefined ? {} : { position }),
      parked: this.state.parked.size,
      doing: this.batches.isCommitting ? 'working' : this.doing,
      sinceMs: this.sinceMs,
      renewedMs: performance.timeOrigin + this.lease.renewedAt,
      ...(lag === undefined ? {} : { lag }),
      stalled: this.stalled,
    };
  }

  /** Resumes from the checkpoint for ever: whatever ends a subscription, it is only a drop. */
  private async untilEnded(): Promise<Ended> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        await this.checkHistory();
        await this.follow(() => {
          attempt = 0;
        });
      } catch (error) {
        if (error instanceof RunEnded) return error.how;
        this.trouble = reasonOf(error);
        this.warn('the subscription ended; resuming', error);
        const { sleep, random } = this.settings;
        await sleep(jitterMs(attempt, random, backOff), this.stopping.signal);
      }
    }
  }

  private async checkHistory(): Promise<void> {
    this.mustGoOn();
    this.turnTo('checking');
    const { store, categories } = this.options;
    const { checkpoint } = this.state;
    const reason = checkpoint && (await divergence(store, categories, checkpoint));
    if (reason !== undefined) {
      throw new RunEnded({ _tag: 'Halted', halt: { cause: 'HistoryDiverged', reason } });
    }
  }

  private async follow(onProgress: () => void): Promise<void> {
    const { store, categories } = this.options;
    const from = this.state.checkpoint?.position;
    const { batchSize, queueBytes } = this.settings;
    const filter = { categories };
    const feed = new Feed(
      (signal) =>
        store.subscribe({ ...(from === undefined ? {} : { from }), filter, signal, lazy: true }),
      from,
      { events: batchSize, bytes: queueBytes },
    );
    this.feed = feed;
    this.openedMs = Date.now();
    try {
      for (;;) {
        this.turnTo('waiting');
        await feed.wait();
        await allArrived();
        this.mustGoOn();
        this.turnTo('working');
        const batch = feed.take();
        await this.apply(batch, onProgress);
        // Timers, and whatever else came meanwhile, have their turn once nobody waits for the rows.
        await aTurn();
        if (this.lease.retry.size > 0) await this.unparkAsked();
        if (batch.ended !== undefined) throw batch.ended;
      }
    } finally {
      feed.close();
      // The batch in flight is finished, whatever ended the subscription.
      await this.batches.settle();
    }
  }

  private async apply({ events, upTo, caughtUp }: FeedBatch, onProgress: () => void) {
    this.skippedTo = upTo ?? (events.length > 0 ? undefined : this.skippedTo);
    if (events.length > 0 || this.isSkipWorthwhile()) {
      await this.batches.apply({ events, upTo: this.skippedTo });
      // Nobody waits for the next batch where there is none yet.
      if (caughtUp) await this.batches.settle();
      this.skippedTo = undefined;
      this.committedMs = Date.now();
      this.stalled = false;
    }
    if (events.length > 0 || caughtUp) this.trouble = undefined;
    // One that says nothing but that it caught up, and is dropped again and again, is waited for longer and longer.
    if (events.length > 0 || Date.now() - this.openedMs > backOff.mostMs) onProgress();
    if (caughtUp && !this.live) {
      this.live = true;
      this.changes.tell();
    }
  }

  /** A stretch without anything of ours is worth a commit of its own, but not each one of many. */
  private isSkipWorthwhile(): boolean {
    const position = this.state.checkpoint?.position;
    return (
      position !== undefined &&
      this.skippedTo !== undefined &&
      this.skippedTo > position &&
      Date.now() - this.committedMs >= this.settings.heartbeatMs
    );
  }

  private async unparkAsked(): Promise<void> {
    await this.batches.settle();
    for (const key of this.lease.retry) {
      this.mustGoOn();
      // Where it cannot be read, the next heartbeat asks again.
      this.lease.retry.delete(key);
      await unpark(this.work, this.options.store, key).catch((error: unknown) => {
        if (error instanceof RunEnded) throw error;
        this.warn('a parked key cannot be read now', error);
      });
      this.changes.tell();
    }
  }

  private warn(message: string, error: unknown): void {
    const { model, build } = this.options.lease.build;
    this.settings.log('warn', message, { model, build, reason: reasonOf(error) });
  }

  private mustGoOn(): void {
    this.lease.mustBeHeld();
    if (this.stopping.signal.aborted) throw new RunEnded({ _tag: 'Stopped' });
    if (this.lease.paused) throw new RunEnded({ _tag: 'Paused' });
  }

  private async stillHere(): Promise<void> {
    await aTurn();
    await this.lease.persist('renewing the lease', () => this.lease.renew());
    this.lease.mustBeHeld();
  }

  private turnTo(doing: RunProgress['doing']): void {
    this.doing = doing;
    this.sinceMs = Date.now();
  }
}
