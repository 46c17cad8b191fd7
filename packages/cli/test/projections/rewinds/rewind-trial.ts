import { randomInt } from 'node:crypto';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadStore } from '@partner-incentives/event-sourcing';
import { sqliteEventStore, sqliteReadStore } from '@partner-incentives/sql';
import { appending, until, workerOn } from '../in-process.js';
import { look } from '../plain-fold.js';
import { mixed, models } from '../tallies.mjs';

export interface RewindTrial {
  /** How the builds were halted, each. */
  readonly halted: ReadonlyArray<string | undefined>;
  /** Neither rows nor checkpoints are others than before. */
  readonly isUntouched: boolean;
  /** The restored store ends no earlier than the rows: who compares positions notices nothing. */
  readonly isAsLong: boolean;
}

/** A store is backed up, written to, and restored from the backup; then others write something else. */
export const rewindTrial = async (folder: string): Promise<RewindTrial> => {
  const name = `rewind ${trials++}`;
  const [path, backup] = [join(folder, `${name}.db`), join(folder, `${name}.backup`)];
  const readStore = await sqliteReadStore({ path: `${path}.rows` });

  const store = await sqliteEventStore({ path });
  await write(store, 0, 30 + randomInt(50));
  await store.backup(backup);
  await write(store, 200, 1 + randomInt(50));
  await follow(store, readStore);
  const head = (await store.head()) ?? '';
  await store.close();
  const before = await everything(readStore);

  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
  copyFileSync(backup, path);
  const restored = await sqliteEventStore({ path });
  if (randomInt(4) > 0) await write(restored, 500, 1 + randomInt(60));
  await follow(restored, readStore);
  const isAsLong = ((await restored.head()) ?? '') >= head;
  await restored.close();

  const isUntouched = (await everything(readStore)) === before;
  const halted = (await readStore.status()).map((status) => status.halted?.cause);
  await readStore.close();
  return { halted, isUntouched, isAsLong };
};

let trials = 0;

type Store = Awaited<ReturnType<typeof sqliteEventStore>>;

const write = async (store: Store, first: number, count: number): Promise<void> => {
  const append = appending(store);
  for (let n = first; n < first + count; n++) await append(...mixed(n, 7));
};

/** A worker, until it has caught up or was halted. */
const follow = async (store: Store, readStore: ReadStore): Promise<void> => {
  const worker = workerOn(store, readStore);
  worker.start();
  await worker.caughtUp();
  await until(async () => {
    const statuses = await readStore.status();
    const head = await store.head();
    return statuses.every(
      ({ halted, checkpoint }) => halted !== undefined || checkpoint?.position === head,
    );
  });
  await worker.stop();
};

/** Rows and checkpoints, whoever has the lease. */
const everything = async (readStore: ReadStore): Promise<string> => {
  const looks = await Promise.all(models.map(({ name }) => look(readStore, name)));
  return JSON.stringify(
    looks.map(({ live, ...read }) => [live?.build, live?.checkpoint, live?.changes, read]),
  );
};
