import { type Clock, systemClock } from '../clock.js';
import { InMemoryBuild } from './in-memory-build.js';
import type { Build } from './read-store.js';

/** What an in-memory read store holds, apart from the handles that are opened on it. Leases run out by its clock. */
export class InMemoryBuilds {
  private readonly builds = new Set<InMemoryBuild>();
  private readonly numbers = new Map<string, number>();
  private readonly watchers = new Set<() => void>();

  constructor(private readonly clock: Clock = systemClock) {}

  readonly all = (): ReadonlyArray<InMemoryBuild> => [...this.builds];

  readonly of = (model: string): ReadonlyArray<InMemoryBuild> =>
    this.all().filter(({ build }) => build.model === model);

  readonly find = ({ model, build: number }: Build): InMemoryBuild | undefined =>
    this.of(model).find(({ build }) => build.build === number);

  readonly live = (model: string): InMemoryBuild | undefined =>
    this.of(model).find(({ stage }) => stage === 'live');

  readonly begin = (model: string, schema: number): InMemoryBuild => {
    const number = (this.numbers.get(model) ?? 0) + 1;
    const stage = this.live(model) === undefined ? 'live' : 'building';
    const begun = new InMemoryBuild({ model, build: number, schema }, stage, this.clock.now);
    this.numbers.set(model, number);
    this.builds.add(begun);
    return begun;
  };

  readonly promote = (build: Build): boolean => {
    const candidate = this.find(build);
    const live = this.live(build.model);
    if (candidate === undefined || live === undefined) return false;
    if (candidate === live || candidate.isBehind(live)) return false;
    live.stage = 'kept';
    candidate.stage = 'live';
    return true;
  };

  readonly drop = (build: Build): void => {
    const found = this.find(build);
    if (found !== undefined && found.stage !== 'live') this.builds.delete(found);
  };

  readonly tell = (): void => {
    for (const watcher of this.watchers) {
      // Later, so that what a watcher throws is not taken for the fate of a commit.
      queueMicrotask(() => {
        if (this.watchers.has(watcher)) watcher();
      });
    }
  };

  readonly watch = (onNews: () => void): (() => void) => {
    const watcher = () => onNews();
    this.watchers.add(watcher);
    return () => void this.watchers.delete(watcher);
  };
}
