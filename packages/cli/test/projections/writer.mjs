// Appends as many events as it is told, again and again. usage: writer.mjs <event store> <streams>
import { createInterface } from 'node:readline';
import { sqliteEventStore } from '@partner-incentives/sql';
import { mixed } from './tallies.mjs';

const [, , path, streams] = process.argv;
const store = await sqliteEventStore({ path });
const revisions = new Map();
let written = 0;

/** Up to 16 events for one stream in an append, and many appends at a time. */
const write = async (count) => {
  const appends = new Map();
  const end = written + count;
  for (; written < end; written++) {
    const [stream, event] = mixed(written, Number(streams));
    appends.set(stream, [...(appends.get(stream) ?? []), event]);
  }
  await Promise.all([...appends].map(([stream, events]) => appendAll(stream, events)));
};

const appendAll = async (stream, events) => {
  for (let first = 0; first < events.length; first += 16) {
    const some = events.slice(first, first + 16);
    const expected = revisions.get(stream) ?? -1;
    const answer = await store.append(stream, expected, some)();
    if (answer._tag === 'Left') throw new Error(JSON.stringify(answer.left));
    revisions.set(stream, expected + some.length);
  }
};

for await (const count of createInterface({ input: process.stdin })) {
  await write(Number(count));
  process.stdout.write(`${written}\n`);
}
await store.close();
