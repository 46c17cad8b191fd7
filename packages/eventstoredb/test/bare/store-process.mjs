// A process that uses the store and ends by itself, or does not.
// Usage: node store-process.mjs closes|imports|leaves <connection string>
import { createRequire } from 'node:module';
import { eventStoreDb } from '@partner-incentives/eventstoredb';

const [what, connectionString] = process.argv.slice(2);
const store = eventStoreDb({ connectionString, deadlines: { appendMs: 500, readMs: 500 } });
const isLoaded = () => {
  const { cache } = createRequire(import.meta.url);
  return Object.keys(cache).some((file) => /db-client|grpc-js/.test(file));
};

if (what === 'imports') {
  const afterOpening = isLoaded();
  await store.head().catch(() => undefined);
  process.send({ afterOpening, afterCalling: isLoaded() });
} else if (what === 'leaves') {
  // One search is given up by its deadline, the next by closing.
  await store.head().catch(() => undefined);
  void store.head().catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 100));
  process.send('closed');
} else {
  const event = {
    id: crypto.randomUUID(),
    type: 'Noted',
    schemaVersion: 1,
    data: {},
    metadata: {},
  };
  await store.append('note-1', -1, [event])();
  const { signal } = new AbortController();
  const messages = store.subscribe({ signal })[Symbol.asyncIterator]();
  messages.next().catch(() => undefined);
  await store.head().catch(() => undefined);
  void store.append('note-1', 0, [{ ...event, id: crypto.randomUUID() }])();
  try {
    for await (const read of store.readAll()) if (read.revision === 0) break;
  } catch {
    // There is no server: that is what the other test is about.
  }
  process.send('closed');
}
await store.close();
process.disconnect();
