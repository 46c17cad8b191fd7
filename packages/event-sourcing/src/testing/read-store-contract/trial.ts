import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Build, BuildStatus, Lease, ReadStore } from '../../read-store/read-store.js';
import { inTime } from './in-time.js';
import type { ReadStoreUnderTest } from './read-store-under-test.js';
import { Writer } from './writer.js';

/** Longer than any clause takes: a lease that does not end by itself. */
export const long = 3_600_000;

/** One run of one clause: a model nobody used before, and handles that are closed at its end. */
export class Trial {
  readonly model = `contract-${randomUUID()}`;
  private readonly opened: ReadStore[] = [];
  private readonly deadline: number;

  constructor(private readonly subject: ReadStoreUnderTest) {
    this.deadline = subject.deadline ?? 15_000;
  }

  readonly open = (): Promise<ReadStore> => this.keep(this.subject.open);

  readonly openForQueries = (): Promise<ReadStore> =>
    this.keep(this.subject.openForQueries ?? this.subject.open);

  /** The live build of the trial's model, or of another one of its own. */
  readonly live = async (store: ReadStore, model = this.model): Promise<Build> => {
    const builds = await store.builds([{ model, schema: 1 }]);
    const live = builds.find(({ stage }) => stage === 'live');
    assert.ok(live, 'a model has a live build');
    return live.build;
  };

  /** Somebody who holds a build's lease; of the live one, if none is named. */
  readonly writer = async (store: ReadStore, build?: Build, holder = 'writer'): Promise<Writer> => {
    const lease = await store.claim(build ?? (await this.live(store)), holder, long);
    assert.ok(lease, 'a build that nobody holds can be claimed');
    return new Writer(store, lease);
  };

  /** Somebody who takes over from a holder that stays away beyond its time. */
  readonly heir = async (store: ReadStore, lease: Lease): Promise<Writer> => {
    assert.ok(await store.renew(lease, 1));
    await this.pass(20);
    const claim = () => store.claim(lease.build, 'heir', long);
    return new Writer(store, await this.eventually('taking over', claim));
  };

  /** The trial's builds as operators see them, by their numbers. */
  readonly status = async (
    store: ReadStore,
    model = this.model,
  ): Promise<ReadonlyArray<BuildStatus>> => {
    const all = await store.status();
    const ours = all.filter(({ build }) => build.model === model);
    return ours.toSorted((one, other) => one.build.build - other.build.build);
  };

  /** The trial's builds in short: `1 live`. */
  readonly stages = async (store: ReadStore): Promise<ReadonlyArray<string>> =>
    (await this.status(store)).map(({ build, stage }) => `${build.build} ${stage}`);

  readonly statusOf = async (store: ReadStore, { model, build }: Build): Promise<BuildStatus> => {
    const found = (await this.status(store, model)).find((status) => status.build.build === build);
    assert.ok(found, 'a build has a status');
    return found;
  };

  readonly pass = (ms: number): Promise<void> => (this.subject.pass ?? sleep)(ms);

  /** Asks until there is an answer, which there has to be before the deadline. */
  readonly eventually = async <Answer>(
    what: string,
    ask: () => Promise<Answer | undefined>,
  ): Promise<Answer> => {
    const end = Date.now() + this.deadline;
    for (;;) {
      const answer = await ask();
      if (answer !== undefined) return answer;
      assert.ok(Date.now() < end, `${what} did not happen within ${this.deadline} ms`);
      await sleep(5);
    }
  };

  async end(): Promise<void> {
    await Promise.allSettled(this.opened.map((store) => store.close()));
  }

  private async keep(open: () => Promise<ReadStore>): Promise<ReadStore> {
    const store = inTime(await open(), this.deadline);
    this.opened.push(store);
    return store;
  }
}
