import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  type EventStore,
  type ReadStore,
  rollBack,
  verifyRows,
} from '@partner-incentives/event-sourcing';
import { openReadStore, sqliteEventStore } from '@partner-incentives/sql';
import { Child } from '../child.js';
import { appending, isAtEnd, until, workerOn } from '../in-process.js';
import { look, PlainFold } from '../plain-fold.js';
import { codec, mixed, tallies } from '../tallies.mjs';
import { Reading } from './reading.js';

export interface RebuildTrial {
  /** Answers that were neither the old rows nor the new ones at their checkpoint; nothing, if all is well. */
  readonly mixed: ReadonlyArray<string>;
  readonly answers: number;
  /** Of the rows that were live before, between, and after, in their order. */
  readonly versions: ReadonlyArray<number>;
  /** Whether the rows that were promoted, and those that it was rolled back to, are those of a replay. */
  readonly digestsEqual: ReadonlyArray<boolean>;
  /** What a reader finds that asks twice for what it shows, while a promotion comes between. */
  readonly twoLooks: ReadonlyArray<string>;
}

/**
 * Rebuilds a model while events are written and its rows are read. Who rebuilds is killed once and somebody else goes
 * on; the new rows are promoted, and in the end it is rolled back.
 */
export const rebuildTrial = async (folder: string, rows: string): Promise<RebuildTrial> => {
  const events = join(folder, `rebuild ${trials++}.db`);
  const store = await sqliteEventStore({ path: events });
  const [readStore, other] = [await openReadStore(rows), await openReadStore(rows)];
  const settings = { batchSize: 25, heartbeatMs: 50 };
  const [before, after] = [1, 2].map((version) =>
    workerOn(store, readStore, { models: [tallies(version)], holder: `v${version}`, ...settings }),
  );
  const writing = new Writing(store);
  await writing.write(1_500);
  before?.start();
  await before?.caughtUp();
  const reading = new Reading(other, new PlainFold(store, 'tallies'));
  writing.begin();
  const orders = JSON.stringify({ events, rows, settings });
  const rebuilders = [new Child('rebuilder.mjs', orders)];
  try {
    const [killed] = rebuilders;
    await killed?.says(randomInt(4) === 0 ? 'caught up' : 'begun');
    await delay(randomInt(60));
    await killed?.end();
    const heir = new Child('rebuilder.mjs', orders);
    rebuilders.push(heir);
    await heir.says('promoted');
    after?.start();
    await reading.sees(2);
    await writing.end();
    await until(() => isAtEnd(store, readStore));
    const promoted = await isReplay(store, readStore, 2);
    const first = await look(readStore, 'tallies');
    await rollBack(readStore, 'tallies');
    const second = await look(readStore, 'tallies');
    await reading.sees(1);
    await reading.end();
    const half = { ...second, rows: [...first.rows.slice(0, 5), ...second.rows.slice(5)] };
    return {
      mixed: reading.damage,
      answers: reading.answers,
      versions: reading.versions,
      digestsEqual: [promoted, await isReplay(store, readStore, 1)],
      twoLooks: await new PlainFold(store, 'tallies').damageOf(half),
    };
  } finally {
    await Promise.all([...rebuilders.map((child) => child.end()), reading.end(), writing.end()]);
    await Promise.all([before?.stop(), after?.stop()]);
    await Promise.all([readStore.close(), other.close()]);
    await store.close();
  }
};

let trials = 0;

const isReplay = async (store: EventStore, readStore: ReadStore, version: number) => {
  const verified = await verifyRows({ store, readStore, model: tallies(version), codec });
  const { build, digest } = verified ?? {};
  return build?.schema === version && digest !== undefined && digest.stored === digest.replayed;
};

/** Writes on, some hundred events a second, until it is ended. */
class Writing {
  private readonly append: ReturnType<typeof appending>;
  private written = 0;
  private running: Promise<void> = Promise.resolve();
  private isOver = false;

  constructor(store: EventStore) {
    this.append = appending(store);
  }

  async write(count: number): Promise<void> {
    for (const end = this.written + count; this.written < end; this.written++) {
      const [stream, event] = mixed(this.written, 30);
      await this.append(stream, event);
    }
  }

  begin(): void {
    this.running = this.run();
  }

  async end(): Promise<void> {
    this.isOver = true;
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.isOver) {
      await this.write(1);
      await delay(3);
    }
  }
}
