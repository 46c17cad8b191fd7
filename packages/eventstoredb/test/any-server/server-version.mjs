// Prints the version of the server at $ESDB_URL. Fails, and says why, where none answers or the user may not read there.
import { EventStoreDBClient } from '@eventstore/db-client';
import { eventStoreDb } from '@partner-incentives/eventstoredb';

const late = setTimeout(() => {
  console.error('no answer within 30 s');
  process.exit(1);
}, 30_000);
const connectionString = process.env.ESDB_URL;
try {
  // First ours: its errors name what is wrong and show no password, the client's hold the whole connection string.
  const store = eventStoreDb({ connectionString });
  try {
    await store.head();
  } finally {
    await store.close();
  }
  const client = EventStoreDBClient.connectionString(connectionString);
  console.log((await client.capabilities).serverVersion);
  await client.dispose();
} catch (error) {
  console.error(error._tag === undefined ? 'its version was not told' : error.message);
  process.exitCode = 1;
}
clearTimeout(late);
