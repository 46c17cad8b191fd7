import type { EventStore, ReadStore } from '@partner-incentives/event-sourcing';

/** A store that says when it is read. */
export const countingReads = (store: EventStore, count: () => void): EventStore => ({
  ...store,
  read: (...asked) => {
    count();
    return store.read(...asked);
  },
  readAll: (...asked) => {
    count();
    return store.readAll(...asked);
  },
  subscribe: (...asked) => {
    count();
    return store.subscribe(...asked);
  },
});

/** A read store that says how many events a commit brought. */
export const tellingCommits = (
  readStore: ReadStore,
  tell: (events: number) => void,
): ReadStore => ({
  ...readStore,
  commit: async (lease, commit) => {
    const isDone = await readStore.commit(lease, commit);
    if (isDone) tell(commit.handled.applied);
    return isDone;
  },
});
