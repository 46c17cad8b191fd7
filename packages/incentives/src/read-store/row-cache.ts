import type { Build, LiveBuild } from '@partner-incentives/event-sourcing';
import type { Kept } from '@partner-incentives/read-models';

/** Rows as they were when their build, in one epoch of it, had seen so many changes. */
export interface CachedRows extends Kept, Pick<LiveBuild, 'epoch' | 'changes'> {
  readonly build: Build['build'];
}

/** What was read lately, the least recently used forgotten first. Each look asks for what changed since, so an entry is never trusted to be current. */
export class RowCache {
  readonly #entries = new Map<string, CachedRows>();
  #rows = 0;

  /** @param limit how many rows are remembered */
  constructor(readonly limit: number) {}

  get rows(): number {
    return this.#rows;
  }

  get(key: string): CachedRows | undefined {
    const found = this.#entries.get(key);
    if (found === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, found);
    return found;
  }

  put(key: string, read: CachedRows): void {
    const known = this.#entries.get(key);
    // Of two who read at the same time, one may have come later and be further.
    if (known !== undefined && isLater(known, read)) return;
    this.#forget(key);
    this.#entries.set(key, read);
    this.#rows += weight(read);
    for (const oldest of this.#entries.keys()) {
      if (this.#rows <= this.limit) break;
      this.#forget(oldest);
    }
  }

  #forget(key: string): void {
    const known = this.#entries.get(key);
    if (known === undefined) return;
    this.#entries.delete(key);
    this.#rows -= weight(known);
  }
}

/** Of another epoch nothing is known to be later: a store that was restored from a backup has them again. */
const isLater = (one: CachedRows, other: CachedRows): boolean =>
  one.build === other.build && one.epoch === other.epoch && one.changes > other.changes;

/** Nothing at all takes room too. */
const weight = ({ rows }: CachedRows): number => rows.size + 1;
