import type { Position, ReadStore } from '@partner-incentives/event-sourcing';
import type { ModelName } from '@partner-incentives/read-models';
import { isFarEnough } from '../until-there.js';
import { liveBuilds, reachedBy } from './live-builds.js';
import { RowsNotBuilt } from './rows-not-built.js';

interface Waiting {
  readonly models: ReadonlyArray<ModelName>;
  readonly position: Position;
  readonly go: () => void;
}

/** Knows when rows have come far enough: one look for all who wait, when there is news, and now and then without. */
export class Progress {
  readonly #waiting = new Set<Waiting>();
  #unwatch: (() => void) | undefined;
  #slowly: NodeJS.Timeout | undefined;
  #looking = false;
  #again = false;

  constructor(readonly store: Pick<ReadStore, 'read' | 'watch'>) {}

  /** Settles when the live builds of the models are as far, or the time is over. Never rejects: who waited looks for themselves. */
  async reach(
    models: ReadonlyArray<ModelName>,
    position: Position,
    withinMs: number,
  ): Promise<void> {
    let waiting: Waiting | undefined;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((go) => {
      waiting = { models, position, go };
      timer = setTimeout(go, withinMs);
      this.#waiting.add(waiting);
      this.#watch();
      // What came between the asker's look and now was news to nobody.
      this.#look();
    });
    clearTimeout(timer);
    if (waiting !== undefined) this.#waiting.delete(waiting);
    if (this.#waiting.size === 0) this.#rest();
  }

  #watch(): void {
    this.#unwatch ??= this.store.watch(() => {
      this.#look();
    });
    this.#slowly ??= setInterval(() => {
      this.#look();
    }, slowLookMs);
  }

  #rest(): void {
    this.#unwatch?.();
    this.#unwatch = undefined;
    clearInterval(this.#slowly);
    this.#slowly = undefined;
  }

  #look(): void {
    this.#again = true;
    if (!this.#looking) void this.#lookWhileNews();
  }

  async #lookWhileNews(): Promise<void> {
    this.#looking = true;
    while (this.#again && this.#waiting.size > 0) {
      this.#again = false;
      await this.#lookOnce();
    }
    this.#looking = false;
  }

  async #lookOnce(): Promise<void> {
    const asked = [...this.#waiting];
    const models = [...new Set(asked.flatMap(({ models: theirs }) => theirs))];
    try {
      const live = await this.store.read(noAccounts, (reader) => liveBuilds(reader, models));
      for (const { models: theirs, position, go } of asked) {
        const builds = theirs.flatMap((model) => live.get(model) ?? []);
        if (isFarEnough(reachedBy(builds), position)) go();
      }
    } catch (error) {
      // A store that is away may be back at the next look; what is not built any more, its askers find out themselves.
      if (error instanceof RowsNotBuilt) for (const { go } of asked) go();
    }
  }
}

const slowLookMs = 1000;
const noAccounts = { kind: 'accounts', accounts: [] } as const;
