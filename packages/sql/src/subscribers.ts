import type { News } from './news.js';

/**
 * The subscribers of one handle. What this process writes wakes them at once, through any handle on the file; what
 * other processes write is noticed by looking at a number in memory, and only while somebody subscribes.
 */
export class Subscribers {
  private readonly wakes = new Set<() => void>();
  private net: NodeJS.Timeout | undefined;

  constructor(
    private readonly news: News,
    private readonly dataVersion: () => number,
    private readonly netIntervalMs: number,
  ) {}

  readonly watch = (wake: () => void): (() => void) => {
    this.wakes.add(wake);
    this.news.add(wake);
    this.net ??= this.spread();
    return () => {
      this.wakes.delete(wake);
      this.news.delete(wake);
      if (this.wakes.size > 0) return;
      clearInterval(this.net);
      this.net = undefined;
    };
  };

  private spread(): NodeJS.Timeout {
    let seen: number | undefined;
    return setInterval(() => {
      const version = this.look();
      if (version !== seen || version === undefined) for (const wake of this.wakes) wake();
      seen = version;
    }, this.netIntervalMs);
  }

  /** Where even looking fails, the subscribers see for themselves whether reading does. */
  private look(): number | undefined {
    try {
      return this.dataVersion();
    } catch {
      return undefined;
    }
  }
}
