import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openReadStore, sqliteEventStore } from '@partner-incentives/sql';
import { Child } from '../child.js';
import { PlainFold, unfinished } from '../plain-fold.js';
import { models } from '../tallies.mjs';

export interface KillOrders {
  readonly folder: string;
  /** The address of the read store. */
  readonly rows: string;
  readonly kills: number;
  readonly eventsPerKill: number;
  readonly batchSize?: number;
  readonly bug?: 'two transactions';
}

export interface KillTrial {
  readonly kills: number;
  /** Kills between the beginning of a transaction and its answer. */
  readonly insideTransaction: number;
  readonly events: number;
  readonly damage: ReadonlyArray<string>;
}

/**
 * Kills workers of one read store one after the other, while others append, and looks after each at what it left; ends
 * early where that is damaged. The last one may finish.
 */
export const killTrial = async ({
  folder,
  rows,
  kills,
  eventsPerKill,
  batchSize = 10,
  bug,
}: KillOrders): Promise<KillTrial> => {
  const trial = `trial ${trials++}`;
  const events = join(folder, `${trial}.db`);
  const store = await sqliteEventStore({ path: events });
  const readStore = await openReadStore(rows);
  const folds = models.map(({ name }) => new PlainFold(store, name));
  let started = 0;
  const start = () => {
    const flag = join(folder, `${trial} ${started++}.flag`);
    // The same holder as before need not wait until its lease is over.
    const orders = { events, rows, holder: 'the killed', flag, bug, settings: { batchSize } };
    return { flag, child: new Child('worker.mjs', JSON.stringify(orders)) };
  };
  const writer = new Child('writer.mjs', events, '60');
  let next = start();
  let insideTransaction = 0;
  const damage: string[] = [];
  let kill = 0;
  try {
    while (kill < kills && damage.length === 0) {
      kill += 1;
      const { child, flag } = next;
      await child.says('here');
      // Starting takes longer than anything else.
      next = start();
      writer.order(eventsPerKill);
      child.order('begin');
      if (kill % 8 !== 0) await child.says('committed');
      await delay(randomInt(mostMs));
      await child.kill();
      if (Number(readFileSync(flag, 'utf8')) > 0) insideTransaction += 1;
      for (const fold of folds) damage.push(...(await fold.damageIn(readStore)));
      await writer.says('');
    }
    if (damage.length === 0) {
      next.child.order('begin');
      next.child.order('drain');
      await next.child.says('drained true');
      damage.push(...(await unfinished(folds, readStore)));
    }
  } finally {
    await Promise.all([next.child.end(), writer.end()]);
    await readStore.close();
    await store.close();
  }
  return { kills: kill, insideTransaction, events: folds[0]?.events ?? 0, damage };
};

let trials = 0;
const mostMs = 80;

export const told = ({ kills, insideTransaction, events, damage }: KillTrial): string =>
  `${kills} kills, ${insideTransaction} inside a transaction; ${events} events, ${damage.length} rows damaged\n`;
