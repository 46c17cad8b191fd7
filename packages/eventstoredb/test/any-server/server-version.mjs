// Prints the version of the server at $ESDB_URL. Fails where none answers within ten seconds.
import { EventStoreDBClient } from '@eventstore/db-client';

const late = setTimeout(() => {
  console.error('no answer within 10 s');
  process.exit(1);
}, 10_000);
try {
  const client = EventStoreDBClient.connectionString(process.env.ESDB_URL);
  console.log((await client.capabilities).serverVersion);
  await client.dispose();
} catch (error) {
  // The client's errors about a connection string hold all of it.
  console.error(error.type ?? 'the server was not reached, or its connection string is none');
  process.exitCode = 1;
}
clearTimeout(late);
