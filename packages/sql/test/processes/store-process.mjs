// A process of its own that does with an embedded store what its parent asks.
import { sqliteEventStore } from '../../dist/index.js';

const stores = new Map();

const all = async (events) => {
  const collected = [];
  for await (const event of events) collected.push(event);
  return collected;
};

const work = {
  open: async (handle, options) => void stores.set(handle, await sqliteEventStore(options)),
  append: (handle, stream, expected, events) =>
    stores.get(handle).append(stream, expected, events)(),
  read: (handle, stream, range) => all(stores.get(handle).read(stream, range)),
  readAll: (handle, range) => all(stores.get(handle).readAll(range)),
  head: (handle) => stores.get(handle).head(),
  close: (handle) => stores.get(handle).close(),
};

const answer = async ({ call, method, handle, args }) => {
  try {
    const value = await work[method](handle, ...JSON.parse(args));
    process.send({ call, value: JSON.stringify({ value }) });
  } catch ({ name, _tag, reason, message }) {
    process.send({ call, error: { name, _tag, reason, message } });
  }
};

process.on('message', (asked) => void answer(asked));
