// SQLite by itself, by the driver that ours uses: one insert in each transaction, or, with several callers,
// the inserts of all of them.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Database from 'libsql';
import { measureDurableAppends } from '../dist/workloads/durable-appends.js';

await measureDurableAppends(async (directory) => {
  const database = new Database(join(directory, 'events.db'));
  database.exec('pragma journal_mode = wal');
  database.exec('pragma synchronous = full');
  database.exec(`create table events (position integer primary key, stream text not null, revision integer not null,
    id text not null, type text not null, data text not null, metadata text not null)`);
  database.exec('create unique index by_stream on events (stream, revision)');
  const insert = database.prepare(
    'insert into events (stream, revision, id, type, data, metadata) values (?, ?, ?, ?, ?, ?)',
  );
  let waiting = [];
  const commit = () => {
    const group = waiting;
    waiting = [];
    database.exec('begin immediate');
    for (const { row } of group) insert.run(row);
    database.exec('commit');
    for (const { resolve } of group) resolve();
  };
  return {
    append: (stream, nth, { type, data, metadata }) =>
      new Promise((resolve) => {
        if (waiting.length === 0) setImmediate(commit);
        const row = [
          stream,
          nth,
          randomUUID(),
          type,
          JSON.stringify(data),
          JSON.stringify(metadata),
        ];
        waiting.push({ row, resolve });
      }),
    count: async () => database.prepare('select count(*) as n from events').get().n,
    remarks: async () =>
      ['journal_mode', 'synchronous'].map(
        (name) => `${name} ${database.prepare(`pragma ${name}`).raw().get()[0]}`,
      ),
  };
});
