import {
  broken,
  type BrokenReadStore,
  hanging,
  meanwhile,
  remembering,
} from './broken-read-store.js';

const hears = 'who watches hears of every commit and promotion, by whichever handle';
const stops = 'who stops watching is called no more, and others are';
const closed = 'a closed store answers everything with ReadStoreUnavailable, and others go on';

export const brokenWatching: ReadonlyArray<BrokenReadStore> = [
  hanging(
    broken([hears, stops], 'tells nobody of what others wrote', (store) => {
      const watchers = new Set<() => void>();
      return {
        commit: async (...what) => {
          const isDone = await store.commit(...what);
          for (const watcher of watchers) watcher();
          return isDone;
        },
        watch: (onNews) => {
          watchers.add(onNews);
          return () => void watchers.delete(onNews);
        },
      };
    }),
  ),

  hanging(
    remembering(hears, 'tells of commits only', () => {
      const promoting = { now: false };
      return (store) => ({
        promote: async (build) => {
          promoting.now = true;
          const isDone = await store.promote(build);
          await meanwhile();
          promoting.now = false;
          return isDone;
        },
        watch: (onNews) => store.watch(() => void (promoting.now || onNews())),
      });
    }),
  ),

  hanging(
    broken(stops, 'stops all who watch as one stops', (store) => {
      const stoppers: Array<() => void> = [];
      return {
        watch: (onNews) => {
          stoppers.push(store.watch(onNews));
          return () => {
            for (const stop of stoppers) stop();
          };
        },
      };
    }),
  ),

  broken(stops, 'goes on calling who stopped watching', (store) => ({
    watch: (onNews) => {
      store.watch(onNews);
      return () => {};
    },
  })),

  broken(closed, 'goes on calling who watched a store that is closed', (store, builds) => ({
    watch: (onNews) => {
      store.watch(() => {});
      return builds.watch(onNews);
    },
  })),
];
