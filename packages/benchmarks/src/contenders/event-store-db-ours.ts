import { decodeStored } from '@partner-incentives/event-sourcing';
import { eventStoreDb } from '@partner-incentives/eventstoredb';
import { incentivesProjections } from '@partner-incentives/incentives';
import { enrollmentsInto } from '../workloads/enrollments-into.js';
import { measureEventStoreDb } from '../workloads/event-store-db.js';

await measureEventStoreDb((connectionString, categoryPrefix) => {
  const store = eventStoreDb({ connectionString, categoryPrefix });
  return {
    append: enrollmentsInto(store),
    readAll: async (tell) => {
      for await (const { stream, revision } of store.readAll()) tell(stream, revision);
    },
    follow: async (tell) => {
      const leaving = new AbortController();
      for await (const message of store.subscribe({ signal: leaving.signal })) {
        if (message._tag !== 'Event') continue;
        const { stream, revision } = message.event;
        if (tell(stream, revision)) leaving.abort();
      }
    },
    isValid: async (events) => {
      let valid = 0;
      for await (const recorded of store.readAll()) {
        if (decodeStored(incentivesProjections.codec, recorded)._tag === 'Right') valid += 1;
      }
      return valid >= events;
    },
    close: () => store.close(),
  };
});
