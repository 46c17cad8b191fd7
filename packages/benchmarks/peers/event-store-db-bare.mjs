// As in the client's documentation. Credentials with each append: without them it batches, and then mixes up the errors of
// all clients of a process.
import {
  EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  START,
  streamNameFilter,
} from '@eventstore/db-client';
import { measureEventStoreDb } from '../dist/workloads/event-store-db.js';

const credentials = { username: 'admin', password: 'changeit' };

await measureEventStoreDb((connectionString, prefix) => {
  const client = EventStoreDBClient.connectionString(connectionString);
  const isOurs = (event) => event?.streamId.startsWith(prefix) === true;
  return {
    append: async (location, revision, events) => {
      await client.appendToStream(
        `${prefix}.enrollment-${location}`,
        events.map(({ id, type, data, metadata }) => jsonEvent({ id, type, data, metadata })),
        { expectedRevision: revision === 0 ? NO_STREAM : BigInt(revision - 1), credentials },
      );
    },
    readAll: async (tell) => {
      for await (const { event } of client.readAll({ fromPosition: START })) {
        if (isOurs(event)) tell(event.streamId, Number(event.revision));
      }
    },
    follow: async (tell) => {
      const filter = streamNameFilter({ prefixes: [prefix] });
      const subscription = client.subscribeToAll({ fromPosition: START, filter });
      for await (const { event } of subscription) {
        if (tell(event.streamId, Number(event.revision))) break;
      }
      await subscription.unsubscribe();
    },
    close: () => client.dispose(),
  };
});
