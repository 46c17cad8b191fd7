import type { Position } from '../envelope.js';
import type { Build, BuildStatus, Halt, ReadStore } from '../read-store/read-store.js';
import { compareBuilds } from './compare-builds.js';
import { isThrough } from './first-after.js';
import { liveBuild, statusOf } from './find-build.js';
import {
  projectionWorker,
  type ProjectionWorker,
  type ProjectionWorkerOptions,
} from './projection-worker.js';
import type { Projected } from './projected.js';
import { rebuildProgress, type RebuildProgress } from './rebuild-progress.js';
import type { Comparison, RowDifference } from './row-difference.js';
import { sleep } from './sleep.js';

export interface RebuildOptions extends Omit<ProjectionWorkerOptions, 'models' | 'only'> {
  readonly model: Projected;
  /** Goes on with a build that was begun before; left out: begins one. */
  readonly build?: Build;
  /** Told about every `progressMs`, 1,000 if left out, until the build has caught up. */
  readonly onProgress?: (progress: RebuildProgress) => void;
  readonly progressMs?: number;
  /** Gives up waiting; the build stays as it is. */
  readonly signal?: AbortSignal;
}

/** Why a build does not catch up: it was halted, paused, or dropped; or nobody waits for it any more. */
export type NotCaughtUp =
  | { readonly _tag: 'Halted'; readonly halt: Halt }
  | { readonly _tag: 'Paused' | 'Dropped' | 'GaveUp' };

/** A build beside the live one, kept up until `close`, whichever worker has it meanwhile. */
export interface Rebuild {
  readonly build: Build;
  /** Settles once it has everything that was recorded when this was asked; with why not, where it never will. */
  caughtUp(): Promise<NotCaughtUp | undefined>;
  /** Its rows beside those of the live build; `undefined` where no other build is live. */
  compare(
    onDifference?: (difference: RowDifference) => void | Promise<void>,
  ): Promise<Comparison | undefined>;
  /**
   * Makes it the live build as soon as it is as far as the one before, which is kept. `false` where it is no candidate
   * (any more), or the signal gave up.
   */
  promote(): Promise<boolean>;
  /** Gives the lease back; the build stays, and any worker may keep it up. */
  close(): Promise<void>;
}

/** Builds a model's rows anew, from the first event, beside those that queries read. */
export const rebuild = async (options: RebuildOptions): Promise<Rebuild> => {
  const { readStore, model } = options;
  const build = options.build ?? (await readStore.begin(model.name, model.version));
  const only = (one: Build) => one.model === build.model && one.build === build.build;
  const worker = projectionWorker({ ...options, models: [model], only });
  worker.start();
  return new Rebuilding(options, build, worker);
};

/** Makes the build that was live before the live one again. `false`: there is none, or none that is as far. */
export const rollBack = async (readStore: ReadStore, model: string): Promise<boolean> => {
  const kept = (await readStore.status())
    .filter(({ build, stage }) => build.model === model && stage === 'kept')
    .toSorted((one, other) => other.build.build - one.build.build);
  for (const { build } of kept) if (await readStore.promote(build)) return true;
  return false;
};

class Rebuilding implements Rebuild {
  private readonly signal: AbortSignal;

  constructor(
    private readonly options: RebuildOptions,
    readonly build: Build,
    private readonly worker: ProjectionWorker,
  ) {
    this.signal = options.signal ?? new AbortController().signal;
  }

  async caughtUp(): Promise<NotCaughtUp | undefined> {
    const { store, categories, readStore, onProgress, progressMs = 1_000 } = this.options;
    const head = await store.head();
    const live = await liveBuild(readStore, this.build.model);
    const progressAt = rebuildProgress(head, live);
    for (;;) {
      const status = await statusOf(readStore, this.build);
      const ended = endOf(status);
      if (ended !== undefined) return ended;
      if (status !== undefined) onProgress?.(progressAt(status));
      const at = status?.checkpoint?.position;
      if (head === undefined || (await isThrough(store, categories, at, head))) return undefined;
      await this.aLittle(progressMs, head);
      if (this.signal.aborted) return { _tag: 'GaveUp' };
    }
  }

  async compare(onDifference?: (difference: RowDifference) => void | Promise<void>) {
    const { readStore } = this.options;
    const live = await liveBuild(readStore, this.build.model);
    if (live === undefined || live.build.build === this.build.build) return undefined;
    const told = onDifference === undefined ? {} : { onDifference };
    return compareBuilds({ readStore, from: live.build, to: this.build, ...told });
  }

  async promote(): Promise<boolean> {
    const { readStore } = this.options;
    while (!this.signal.aborted) {
      if (await readStore.promote(this.build)) return true;
      const status = await statusOf(readStore, this.build);
      const live = await liveBuild(readStore, this.build.model);
      if (status === undefined || live === undefined || status.stage === 'live') return false;
      if (endOf(status) !== undefined) return false;
      // Behind, if only by what was recorded this moment.
      await this.aLittle(1_000, live.checkpoint?.position);
    }
    return false;
  }

  close(): Promise<void> {
    return this.worker.stop();
  }

  /** Until the own worker is that far, where it is this one that has the build; some time at most. */
  private async aLittle(ms: number, position: Position | undefined): Promise<void> {
    const waiting = new AbortController();
    const timer = sleep(ms, AbortSignal.any([this.signal, waiting.signal]));
    const mine = this.isMine() ? this.worker.caughtUp(position).catch(() => timer) : timer;
    await Promise.race([timer, mine]);
    waiting.abort();
  }

  private isMine(): boolean {
    const { readStore, projections } = this.worker.status();
    return readStore.answeredMs === undefined || projections.some(({ run }) => run !== undefined);
  }
}

const endOf = (status: BuildStatus | undefined): NotCaughtUp | undefined => {
  if (status === undefined) return { _tag: 'Dropped' };
  const { halted, paused } = status;
  if (halted === undefined) return paused === undefined ? undefined : { _tag: 'Paused' };
  const { cause, reason } = halted;
  return { _tag: 'Halted', halt: { cause, reason } };
};
