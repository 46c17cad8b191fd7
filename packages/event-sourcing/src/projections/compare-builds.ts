import type { Build, KeptRow, ReadStore } from '../read-store/read-store.js';
import type { StreamName } from '../stream-name.js';
import { pagedRows } from './paged-rows.js';
import { rowDifference, Tally, type Comparison, type RowDifference } from './row-difference.js';
import { sleep } from './sleep.js';

export interface CompareOptions {
  readonly readStore: ReadStore;
  readonly from: Build;
  readonly to: Build;
  /** Told each that differs, in the order of their keys; where it answers with a promise, that is waited for. */
  readonly onDifference?: (difference: RowDifference) => void | Promise<void>;
}

/**
 * Compares every row of two builds of one model, a page at a time, while both may be kept up: rows that differ only
 * because one build is a moment behind are looked at again.
 */
export const compareBuilds = async ({
  readStore,
  from,
  to,
  onDifference,
}: CompareOptions): Promise<Comparison> => {
  const tally = new Tally();
  const again = lookAgain(readStore, from, to);
  for await (const [key, was, is] of sideBySide(
    pagedRows(readStore, from),
    pagedRows(readStore, to),
  )) {
    const first = rowDifference(key, was, is);
    // A damaged row stays damaged, and cannot be loaded.
    const difference = first === undefined || first.kind === 'damaged' ? first : await again(key);
    tally.count(difference);
    if (difference !== undefined) await onDifference?.(difference);
  }
  return tally.comparison;
};

type Pair = readonly [StreamName, KeptRow | undefined, KeptRow | undefined];

/** Both are in the order of their keys' bytes, and stream names are ASCII. */
async function* sideBySide(
  some: AsyncIterator<KeptRow, void>,
  others: AsyncIterator<KeptRow, void>,
): AsyncGenerator<Pair, void> {
  let one = (await some.next()).value;
  let other = (await others.next()).value;
  while (one !== undefined || other !== undefined) {
    const isOne = other === undefined || (one !== undefined && one.key <= other.key);
    const key = isOne ? one?.key : other?.key;
    if (key === undefined) return;
    const was = one?.key === key ? one : undefined;
    const is = other?.key === key ? other : undefined;
    yield [key, was, is];
    if (was !== undefined) one = (await some.next()).value;
    if (is !== undefined) other = (await others.next()).value;
  }
}

/** A difference is one where both builds are beyond the newer of the two rows, or do not come any further. */
const lookAgain = (readStore: ReadStore, from: Build, to: Build) => {
  let known = '';
  let patience = 20;
  const lower = async (): Promise<string> => {
    const statuses = await readStore.status();
    const of = ({ model, build }: Build) =>
      statuses.find((one) => one.build.model === model && one.build.build === build)?.checkpoint
        ?.position ?? '';
    return of(from) < of(to) ? of(from) : of(to);
  };
  const { signal } = new AbortController();
  return async (key: StreamName): Promise<RowDifference | undefined> => {
    for (;;) {
      const was = (await readStore.load(from, [key])).get(key);
      const is = (await readStore.load(to, [key])).get(key);
      const difference = rowDifference(key, was, is);
      if (difference === undefined) return undefined;
      if (known >= (was?.position ?? '') && known >= (is?.position ?? '')) return difference;
      const before = known;
      known = await lower();
      if (known !== before) continue;
      // Nobody may be keeping one of them up: that is waited for a second in all, not once a row.
      if (patience === 0) return difference;
      patience -= 1;
      await sleep(50, signal);
    }
  };
};
