// Appends for as long as it lives, and says on its standard output which appends were acknowledged, each at once.
// usage: writer.mjs <store> <flag file> <run> <planted bug or "none">
import { randomInt, randomUUID } from 'node:crypto';
import { openSync, writeSync } from 'node:fs';
import { libsqlConnection } from '../../dist/libsql-connection.js';
import { eventStoreOn } from '../../dist/sqlite-event-store.js';

const [, , path, flagFile, run, bug] = process.argv;
const flag = openSync(flagFile, 'w');
const acknowledge = (append) => writeSync(1, `${append}\n`);
const underWay = new Set();

// What is written here outlives the process: it tells whether death came inside a commit.
const connect = (options) => {
  const connection = libsqlConnection(options);
  const exec = (sql) => {
    if (sql !== 'commit') return connection.exec(sql);
    if (bug === 'acknowledges early') underWay.forEach(acknowledge);
    writeSync(flag, 'C', 0);
    connection.exec(sql);
    return writeSync(flag, '.', 0);
  };
  return { ...connection, exec };
};

const store = await eventStoreOn({ path }, connect);

const appendAll = async (stream, expected, events) => {
  const half = bug === 'writes halves' ? Math.ceil(events.length / 2) : events.length;
  const answer = await store.append(stream, expected, events.slice(0, half))();
  if (answer._tag === 'Left' || half === events.length) return answer;
  return store.append(stream, expected + half, events.slice(half))();
};

const write = async (caller) => {
  const stream = `Killed-${run}.${caller}`;
  for (let revision = -1; ;) {
    const append = randomUUID();
    const of = caller % 2 === 0 ? 1 : randomInt(2, 6);
    const events = Array.from({ length: of }, (_, index) => ({
      id: randomUUID(),
      type: 'Written',
      schemaVersion: 1,
      data: { append, index, of, pad: 'x'.repeat(randomInt(400)) },
      metadata: {},
    }));
    underWay.add(append);
    const answer = await appendAll(stream, revision, events);
    underWay.delete(append);
    if (answer._tag === 'Left') throw new Error(JSON.stringify(answer.left));
    if (bug !== 'acknowledges early') acknowledge(append);
    revision += of;
  }
};

process.stdin.on('end', () => process.exit()).resume();
await Promise.all(Array.from({ length: 32 }, (_, caller) => write(caller)));
