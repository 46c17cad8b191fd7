import { InMemoryBuilds } from './in-memory-builds.js';
import { inMemoryRowReader } from './in-memory-row-reader.js';
import { type ReadStore, ReadStoreUnavailable } from './read-store.js';

export interface InMemoryReadStoreOptions {
  /** The rows; two stores on them are two handles on the same data. Left out: none yet. */
  readonly builds?: InMemoryBuilds;
}

/** A read store that lasts as long as the process: for tests and trials. It finds rows by looking at all of a build's. */
export const inMemoryReadStore = ({
  builds = new InMemoryBuilds(),
}: InMemoryReadStoreOptions = {}): ReadStore => {
  let isOpen = true;
  const stops = new Set<() => void>();
  /** One transaction: nothing comes between, as nothing in it waits. */
  const whileOpen =
    <Args extends ReadonlyArray<unknown>, Answer>(does: (...args: Args) => Answer) =>
    async (...args: Args): Promise<Awaited<Answer>> => {
      if (!isOpen) throw new ReadStoreUnavailable('it was closed');
      return await does(...args);
    };
  return {
    builds: whileOpen((models) =>
      models.flatMap(({ model, schema }) => {
        if (builds.of(model).length === 0) builds.begin(model, schema);
        return builds.of(model).map((build) => build.status());
      }),
    ),
    claim: whileOpen((build, holder, ttlMs) => builds.find(build)?.claim(holder, ttlMs)),
    renew: whileOpen((lease, ttlMs) => builds.find(lease.build)?.renew(lease, ttlMs)),
    release: whileOpen((lease) => builds.find(lease.build)?.release(lease)),
    load: whileOpen((build, keys) => builds.find(build)?.rows.load(keys) ?? new Map()),
    commit: whileOpen((lease, commit) => {
      const isDone = builds.find(lease.build)?.commit(lease, commit) ?? false;
      if (isDone) builds.tell();
      return isDone;
    }),
    halt: whileOpen((lease, why) => builds.find(lease.build)?.halt(lease, why) ?? false),
    status: whileOpen(() => builds.all().map((build) => build.status())),
    pause: whileOpen((build, by, because) => builds.find(build)?.pause(by, because)),
    resume: whileOpen((build) => builds.find(build)?.resume()),
    begin: whileOpen((model, schema, { once = false } = {}) => {
      const same = builds.of(model).filter(({ build }) => build.schema === schema);
      return ((once && same.at(-1)) || builds.begin(model, schema)).build;
    }),
    promote: whileOpen((build) => {
      const isDone = builds.promote(build);
      if (isDone) builds.tell();
      return isDone;
    }),
    drop: whileOpen((build) => builds.drop(build)),
    parked: whileOpen((build) => builds.find(build)?.parked ?? []),
    askRetry: whileOpen((build, keys) => builds.find(build)?.askRetry(keys)),
    page: whileOpen((build, after, limit) => builds.find(build)?.rows.page(after, limit) ?? []),
    filed: whileOpen((build, after, limit) => builds.find(build)?.rows.filed(after, limit) ?? []),
    read: async (scope, ask) => {
      if (!isOpen) throw new ReadStoreUnavailable('it was closed');
      const looks = builds.all().map((build) => build.look());
      try {
        return await ask(inMemoryRowReader(scope, looks));
      } finally {
        for (const { done } of looks) done();
      }
    },
    watch: (onNews) => {
      if (!isOpen) return () => {};
      const stop = builds.watch(onNews);
      stops.add(stop);
      return () => {
        stop();
        stops.delete(stop);
      };
    },
    close: async () => {
      isOpen = false;
      for (const stop of stops) stop();
    },
  };
};
