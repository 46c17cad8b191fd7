import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sqliteEventStore, type SqliteEventStore } from '@partner-incentives/sql';
import { fileURLToPath } from 'node:url';
import { settle, type World } from './partners.js';

/** A world in an embedded store of one's own, copied from one that is made once and kept beside the sources. */
export const storeOfPartners = async (
  world: World,
  directory: string,
): Promise<SqliteEventStore> => {
  const name = `partners-${world.accounts}-${world.places}-${world.programs}`;
  const kept = fileURLToPath(new URL(`../../reports/${name}.db`, import.meta.url));
  if (!existsSync(kept)) await keep(world, kept, directory);
  const path = join(directory, `${name}.db`);
  copyFileSync(kept, path);
  return sqliteEventStore({ path });
};

const keep = async (world: World, kept: string, directory: string): Promise<void> => {
  const path = join(directory, 'begun.db');
  const store = await sqliteEventStore({ path });
  await settle(store, world);
  await store.close();
  for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
  renameSync(path, kept);
};
