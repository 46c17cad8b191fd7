import type { Build, KeptRow, ReadStore } from '../read-store/read-store.js';
import type { StreamName } from '../stream-name.js';

/** Every row of a build that has data, in the order of their keys, a page at a time. */
export async function* pagedRows(
  readStore: ReadStore,
  build: Build,
  pageSize = 500,
): AsyncGenerator<KeptRow, void> {
  let after: StreamName | undefined;
  for (;;) {
    const page = await readStore.page(build, after, pageSize);
    yield* page;
    after = page.at(-1)?.key;
    if (page.length < pageSize) return;
  }
}
