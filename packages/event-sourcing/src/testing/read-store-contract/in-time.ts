import type { ReadStore } from '../../read-store/read-store.js';
import { within } from '../contract/within.js';

/** The store, where everything that does not settle within the deadline fails. */
export const inTime = (store: ReadStore, deadline: number): ReadStore => {
  const soon =
    <Args extends ReadonlyArray<unknown>, Answer>(
      what: string,
      call: (...args: Args) => Promise<Answer>,
    ) =>
    (...args: Args): Promise<Answer> =>
      within(deadline, what, call(...args));
  return {
    builds: soon('builds', (models) => store.builds(models)),
    claim: soon('claim', (build, holder, ttlMs) => store.claim(build, holder, ttlMs)),
    renew: soon('renew', (lease, ttlMs) => store.renew(lease, ttlMs)),
    release: soon('release', (lease) => store.release(lease)),
    load: soon('load', (build, keys) => store.load(build, keys)),
    commit: soon('commit', (lease, commit) => store.commit(lease, commit)),
    halt: soon('halt', (lease, why) => store.halt(lease, why)),
    status: soon('status', () => store.status()),
    pause: soon('pause', (build, by, because) => store.pause(build, by, because)),
    resume: soon('resume', (build) => store.resume(build)),
    begin: soon('begin', (model, schema, options) => store.begin(model, schema, options)),
    promote: soon('promote', (build) => store.promote(build)),
    drop: soon('drop', (build) => store.drop(build)),
    parked: soon('parked', (build) => store.parked(build)),
    askRetry: soon('askRetry', (build, keys) => store.askRetry(build, keys)),
    page: soon('page', (build, after, limit) => store.page(build, after, limit)),
    filed: soon('filed', (build, after, limit) => store.filed(build, after, limit)),
    read: (scope, ask) => within(deadline, 'read', store.read(scope, ask)),
    watch: (onNews) => store.watch(onNews),
    close: soon('close', () => store.close()),
  };
};
