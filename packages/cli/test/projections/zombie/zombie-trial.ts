import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ReadStore } from '@partner-incentives/event-sourcing';
import { openReadStore, sqliteEventStore } from '@partner-incentives/sql';
import { Child } from '../child.js';
import { PlainFold, unfinished } from '../plain-fold.js';
import { models } from '../tallies.mjs';
import { guard } from './guard.js';

export interface ZombieOrders {
  readonly folder: string;
  /** The address of the read store. */
  readonly rows: string;
  readonly zombies: number;
  readonly bug?: 'no epoch';
}

export interface ZombieTrial {
  readonly zombies: number;
  /** Commits of zombies that the read store refused. */
  readonly refused: number;
  /** Those that stood still inside of a transaction that locks others out, so that nobody could take over. */
  readonly inTheWay: number;
  /** From the moment that one stood still until all that it had was another's. */
  readonly slowestTakeoverMs: number;
  readonly damage: ReadonlyArray<string>;
}

/** So short that a takeover is soon. */
const settings = { ttlMs: 300, heartbeatMs: 60, batchSize: 10 };

/**
 * Two workers share the projections. One stands still, at a random instant or right before a commit, until the other
 * has taken everything over and written, and then goes on; then it is the other one's turn.
 */
export const zombieTrial = async ({
  folder,
  rows,
  zombies,
  bug,
}: ZombieOrders): Promise<ZombieTrial> => {
  const trial = `zombies ${trials++}`;
  const events = join(folder, `${trial}.db`);
  const store = await sqliteEventStore({ path: events });
  const readStore = await openReadStore(rows);
  const folds = models.map(({ name }) => new PlainFold(store, name));
  const workers = ['one', 'other'].map((holder) => {
    const flag = join(folder, `${trial} ${holder}.flag`);
    return new Child('worker.mjs', JSON.stringify({ events, rows, holder, flag, bug, settings }));
  });
  const writer = new Child('writer.mjs', events, '40');
  const write = async (count: number) => {
    writer.order(count);
    await writer.says('');
  };
  const unguard = guard(...workers);
  const damage: string[] = [];
  let [zombie, inTheWay, slowestTakeoverMs] = [0, 0, 0];
  try {
    for (const worker of workers) worker.order('begin');
    await write(50);
    while (zombie < zombies && damage.length === 0) {
      const [dying, living] = zombie % 2 === 0 ? workers : workers.toReversed();
      if (dying === undefined || living === undefined) break;
      const [name, heir] = zombie % 2 === 0 ? ['one', 'other'] : ['other', 'one'];
      zombie += 1;
      await until(() => holds(readStore, name, 1));
      writer.order(120);
      const atCommit = bug !== undefined || zombie % 2 === 0;
      let stoodStill = false;
      if (atCommit) {
        dying.order('stand still');
        // With the planted bug it may have nothing left to commit.
        stoodStill = await dying.saysWithin(10_000, 'standing still');
        if (!stoodStill) dying.order('go on');
      } else {
        await delay(randomInt(30));
        dying.signal('SIGSTOP');
      }
      const since = performance.now();
      await writer.says('');
      const isTakenOver = await until(() => holds(readStore, heir, models.length), patienceMs);
      slowestTakeoverMs = Math.max(slowestTakeoverMs, performance.now() - since);
      if (!isTakenOver) inTheWay += 1;
      await write(40);
      if (isTakenOver) await until(() => isAtEnd(readStore, store.head()));
      dying.signal('SIGCONT');
      if (!stoodStill) await delay(randomInt(30));
      else if (!(await dying.saysWithin(10_000, 'woken'))) damage.push(`${name} did not wake`);
      for (const fold of folds) damage.push(...(await fold.damageIn(readStore).catch(wentBack)));
    }
    if (damage.length === 0) {
      await until(() => isAtEnd(readStore, store.head()));
      damage.push(...(await unfinished(folds, readStore)));
    }
  } finally {
    await Promise.all([...workers, writer].map((child) => child.end()));
    unguard();
    await readStore.close();
    await store.close();
  }
  const refused = workers.reduce((sum, worker) => sum + worker.count('refused'), 0);
  return { zombies: zombie, refused, inTheWay, slowestTakeoverMs, damage };
};

let trials = 0;
const patienceMs = 3_000;

export const told = ({ zombies, refused, inTheWay, slowestTakeoverMs, damage }: ZombieTrial) =>
  `${zombies} zombies, ${refused} of their commits refused; slowest takeover ${Math.round(slowestTakeoverMs)} ms, ` +
  `${inTheWay} stood in the way, ${damage.length} rows damaged\n`;

const wentBack = (error: unknown): ReadonlyArray<string> => [String(error)];

const holds = async (readStore: ReadStore, holder: string, least: number): Promise<boolean> => {
  const statuses = await readStore.status();
  const held = statuses.filter(({ lease }) => lease?.holder === holder && lease.expiresInMs > 0);
  return held.length >= least;
};

const isAtEnd = async (readStore: ReadStore, head: Promise<string | undefined>) => {
  const end = await head;
  const statuses = await readStore.status();
  return statuses.every(({ checkpoint }) => checkpoint?.position === end);
};

/** Asks again until it is so, or for a while. */
const until = async (isSo: () => Promise<boolean>, forMs = 20_000): Promise<boolean> => {
  for (const end = performance.now() + forMs; performance.now() < end;) {
    if (await isSo().catch(() => false)) return true;
    await delay(20);
  }
  return false;
};
