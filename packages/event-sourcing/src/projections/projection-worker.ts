import type { EventCodec } from '../codec/index.js';
import type { Position } from '../envelope.js';
import type { EventStore } from '../event-store.js';
import type { Build, BuildStatus, ReadStore } from '../read-store/read-store.js';
import { jitterMs } from '../back-off.js';
import { Answers } from './answers.js';
import { Changes } from './changes.js';
import { claimable, missingBuilds } from './claimable.js';
import { backOff } from './held-lease.js';
import type { Lag } from './lag.js';
import { reasonOf } from './log.js';
import { projectionMeters, type ProjectionMeters } from './projection-meters.js';
import { ProjectionRunner } from './projection-runner.js';
import type { Projected } from './projected.js';
import { settingsFrom, type ProjectionSettings, type Settings } from './settings.js';
import { unattended } from './unattended.js';
import { withinMs } from './within-ms.js';
import { projectionStatus, type WorkerStatus } from './worker-status.js';

export interface ProjectionWorkerOptions extends ProjectionSettings {
  readonly store: EventStore;
  readonly readStore: ReadStore;
  readonly models: ReadonlyArray<Projected>;
  readonly codec: EventCodec;
  /** All categories of ours, not only those of the models: each of our events moves every checkpoint. */
  readonly categories: ReadonlyArray<string>;
  /** Who this worker is to others: not the same for two that run at once. */
  readonly holder: string;
  /** Which builds it may take; left out: every one of the models' versions, and it begins one where there is none. */
  readonly only?: (build: Build) => boolean;
}

/**
 * Keeps the rows of read models up with an event store, as long as it runs. Any number of workers, on any number of
 * machines, share the work: each build is kept up by the one that has its lease, and taken over where that one dies.
 */
export interface ProjectionWorker {
  /** Begins. Whatever is away is waited for; nothing throws. */
  start(): void;
  /** Finishes the batches in flight and gives the leases back, within `drainMs`; what is not done by then is left to whoever takes over. */
  stop(): Promise<void>;
  /** What it knows now, without asking anybody. */
  status(): WorkerStatus;
  /**
   * Settles once every build that this worker has holds everything of ours up to a position; left out: up to the store's
   * end as it is now. `false` where one of them ended before, or the worker was stopped. Rejects with
   * `StoreUnavailableError` where the store does not say where its end is.
   */
  caughtUp(position?: Position): Promise<boolean>;
}

export const projectionWorker = (options: ProjectionWorkerOptions): ProjectionWorker =>
  new Worker(options);

interface Held {
  readonly runner: ProjectionRunner;
  readonly ended: Promise<void>;
}

class Worker implements ProjectionWorker {
  private readonly settings: Settings;
  private readonly stopping = new AbortController();
  private readonly store = new Answers();
  private readonly readStore = new Answers();
  private readonly held = new Map<string, Held>();
  private builds: ReadonlyArray<BuildStatus> = [];
  private tickedMs = Date.now();
  private head: Position | undefined;
  private lags: ReadonlyMap<string, Lag> = new Map();
  private meters: ProjectionMeters | undefined;
  private running: Promise<unknown> | undefined;
  private rounds = 0;
  private readonly changes = new Changes();
  private awake = new AbortController();

  constructor(private readonly options: ProjectionWorkerOptions) {
    this.settings = settingsFrom(options);
  }

  start(): void {
    if (this.running !== undefined) return;
    this.meters = projectionMeters(() => this.status());
    this.running = Promise.all([this.goRound(), this.keepLooking()]);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.awake.abort();
    for (const { runner } of this.held.values()) runner.stop();
    this.changes.tell();
    const drained = new AbortController();
    await Promise.race([
      this.allEnded(),
      this.settings.sleep(this.settings.drainMs, drained.signal),
    ]);
    drained.abort();
    this.meters?.close();
  }

  status(): WorkerStatus {
    const { holder } = this.options;
    const { heartbeatMs } = this.settings;
    return {
      holder,
      atMs: Date.now(),
      stopping: this.stopping.signal.aborted,
      tickedMs: this.tickedMs,
      heartbeatMs,
      store: { ...this.store.now, ...(this.head === undefined ? {} : { head: this.head }) },
      readStore: this.readStore.now,
      projections: this.builds.map((status) => {
        const key = keyOf(status.build);
        return projectionStatus(status, this.held.get(key)?.runner.progress, this.lags.get(key));
      }),
    };
  }

  async caughtUp(position?: Position): Promise<boolean> {
    const target = position ?? (await this.options.store.head());
    while (this.rounds === 0) {
      if (this.stopping.signal.aborted) return false;
      await this.changes.next();
    }
    if (target === undefined) return true;
    const reached = await Promise.all(
      [...this.held.values()].map(({ runner }) => runner.reached(target)),
    );
    return reached.every(Boolean) && !this.stopping.signal.aborted;
  }

  /** What was being claimed when it was stopped is held only once the round is over. */
  private async allEnded(): Promise<void> {
    await this.running;
    await Promise.all([...this.held.values()].map(({ ended }) => ended));
  }

  private async goRound(): Promise<void> {
    const { heartbeatMs, sleep } = this.settings;
    for (;;) {
      this.awake = new AbortController();
      if (this.stopping.signal.aborted) return;
      await this.round();
      this.tickedMs = Date.now();
      await sleep(heartbeatMs, this.awake.signal);
    }
  }

  private async round(): Promise<void> {
    try {
      await Promise.all([...this.held.values()].map(({ runner }) => runner.renew()));
      await this.discover();
      this.readStore.answered();
      this.rounds += 1;
      this.changes.tell();
    } catch (error) {
      this.readStore.failed(error);
      this.settings.log('warn', 'the read store does not answer', { reason: reasonOf(error) });
    }
  }

  private async discover(): Promise<void> {
    const { models, holder, only } = this.options;
    const committed = new Map(
      [...this.held].map(([key, { runner }]) => [key, runner.progress.position]),
    );
    const all = await this.buildsOf(models);
    for (const status of all) this.mustHave(status, committed.get(keyOf(status.build)));
    this.builds = only === undefined ? all : all.filter(({ build }) => only(build));
    for (const [build, model] of claimable(models, this.builds, holder)) {
      if (this.stopping.signal.aborted) return;
      if (!this.held.has(keyOf(build))) await this.claim(build, model);
    }
  }

  /** A crash of the read store may have taken commits back: that shall not wait until the next event is recorded. */
  private mustHave({ build, checkpoint }: BuildStatus, committed: Position | undefined): void {
    if (committed === undefined || (checkpoint?.position ?? '') >= committed) return;
    const at = { model: build.model, build: build.build };
    this.settings.log('warn', 'the read store lost commits; folding their events again', at);
    this.held.get(keyOf(build))?.runner.lose();
  }

  private async buildsOf(models: ReadonlyArray<Projected>): Promise<ReadonlyArray<BuildStatus>> {
    const { readStore, only } = this.options;
    const wanted = models.map(({ name, version }) => ({ model: name, schema: version }));
    const builds = await readStore.builds(wanted);
    const missing = only === undefined ? missingBuilds(models, builds) : [];
    for (const { name, version } of missing) {
      const { build } = await readStore.begin(name, version, { once: true });
      this.settings.log('info', 'begun beside the live build', { model: name, build });
    }
    return missing.length === 0 ? builds : readStore.builds(wanted);
  }

  private async claim(build: Build, model: Projected): Promise<void> {
    const { readStore, holder } = this.options;
    const lease = await readStore.claim(build, holder, this.settings.ttlMs);
    if (lease === undefined) return;
    const { epoch } = lease;
    this.settings.log('info', 'claimed', { model: build.model, build: build.build, epoch });
    const meters = this.meters;
    const runner = new ProjectionRunner({
      ...this.options,
      model,
      lease,
      ...(meters === undefined ? {} : { meters }),
    });
    if (this.stopping.signal.aborted) runner.stop();
    const key = keyOf(build);
    this.held.set(key, { runner, ended: this.untilEnded(key, runner) });
  }

  private async untilEnded(key: string, runner: ProjectionRunner): Promise<void> {
    await runner.run();
    this.held.delete(key);
    const { sleep, random } = this.settings;
    // What the read store says of it now is worth knowing soon; it may also be there for the taking again.
    await sleep(jitterMs(0, random, backOff), this.stopping.signal);
    this.awake.abort();
  }

  private async keepLooking(): Promise<void> {
    const { signal } = this.stopping;
    const { watchMs, sleep, random, log } = this.settings;
    for (let failures = 0; !signal.aborted;) {
      try {
        await withinMs(5_000, this.look());
        this.store.answered();
        if (failures > 0) log('info', 'the event store answers again', {});
        failures = 0;
      } catch (error) {
        this.store.failed(error);
        const reason = reasonOf(error);
        if (failures === 0) log('warn', 'the event store does not answer', { reason });
        failures += 1;
      }
      // One that is back is soon known to be.
      const soonMs = jitterMs(failures, random, { firstMs: 200, mostMs: watchMs });
      await sleep(failures === 0 ? watchMs : soonMs, signal);
    }
  }

  private async look(): Promise<void> {
    this.head = await this.options.store.head();
    await Promise.all([...this.held.values()].map(({ runner }) => runner.look()));
    const lags = await unattended(this.options.store, this.options.categories, this.builds);
    this.lags = new Map(lags.map(([{ build }, lag]) => [keyOf(build), lag]));
  }
}

const keyOf = ({ model, build }: Build): string => `${model} ${String(build)}`;
