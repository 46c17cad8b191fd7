import { inMemoryEventStore } from '@partner-incentives/event-sourcing';
import { createIncentives } from '@partner-incentives/incentives';
import { sqliteDirectory, sqliteEventStore } from '@partner-incentives/sql';
import { incentivesService } from './incentives-service.js';

const embedded = async (path: string) => {
  const store = await sqliteEventStore({ path });
  const directory = await sqliteDirectory({ path: `${path}.directory` });
  return { store, directory, checkpoints: store.checkpoints };
};
const [path] = process.argv.slice(2);
const kept = path === undefined ? { store: inMemoryEventStore() } : await embedded(path);
incentivesService(createIncentives(kept)).listen(Number(process.env['PORT'] ?? 8080));
