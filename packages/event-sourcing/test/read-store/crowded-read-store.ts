import { setImmediate as soon } from 'node:timers/promises';
import type { InMemoryBuilds } from '../../src/read-store/in-memory-builds.js';
import { inMemoryReadStore } from '../../src/read-store/in-memory-read-store.js';
import type { ReadStore, RowReader } from '../../src/read-store/read-store.js';

/**
 * As far from an empty read store in the same process as the port allows: each answer takes its time, strangers begin
 * and drop builds between any two of our calls, and news comes late and too often.
 */
export const crowded = (store: ReadStore, builds: InMemoryBuilds): ReadStore => {
  const strangers = inMemoryReadStore({ builds });
  const slowly =
    <Args extends ReadonlyArray<unknown>, Answer>(call: (...args: Args) => Promise<Answer>) =>
    async (...args: Args): Promise<Answer> => {
      await soon();
      await strangers.drop(await strangers.begin('strangers', 1));
      const answer = await call(...args);
      await soon();
      return answer;
    };
  return {
    builds: slowly(store.builds),
    claim: slowly(store.claim),
    renew: slowly(store.renew),
    release: slowly(store.release),
    load: slowly(store.load),
    commit: slowly(store.commit),
    halt: slowly(store.halt),
    status: slowly(store.status),
    pause: slowly(store.pause),
    resume: slowly(store.resume),
    begin: slowly(store.begin),
    promote: slowly(store.promote),
    drop: slowly(store.drop),
    parked: slowly(store.parked),
    askRetry: slowly(store.askRetry),
    page: slowly(store.page),
    filed: slowly(store.filed),
    read: async (scope, ask) => {
      await soon();
      const slow = ({ within, live, under, of }: RowReader): RowReader => ({
        within: (other) => slow(within(other)),
        live: slowly(live),
        under: slowly(under),
        of: slowly(of),
      });
      return store.read(scope, (reader) => ask(slow(reader)));
    },
    watch: (onNews) => {
      let isOver = false;
      const stop = store.watch(() => {
        for (let time = 0; time < 3; time++) setImmediate(() => isOver || onNews());
      });
      return () => {
        isOver = true;
        stop();
      };
    },
    close: slowly(store.close),
  };
};
