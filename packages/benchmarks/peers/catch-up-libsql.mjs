// SQLite by itself, by the driver that ours uses: 5,000 events read and folded, without any check, into rows that stay in
// memory, and one transaction with the rows that changed and the checkpoint.
import { join } from 'node:path';
import Database from 'libsql';
import { measureCatchUp } from '../dist/workloads/catch-up.js';
import { isWhole, plainRow } from '../dist/workloads/plain-row.js';

const opened = (path) => {
  const database = new Database(path);
  database.exec('pragma journal_mode = wal');
  database.exec('pragma synchronous = normal');
  return database;
};

await measureCatchUp(async (directory) => {
  const log = opened(join(directory, 'events.db'));
  log.exec(`create table events (position integer primary key, stream text not null, revision integer not null,
    type text not null, data text not null, metadata text not null)`);
  const insert = log.prepare(
    'insert into events (stream, revision, type, data, metadata) values (?, ?, ?, ?, ?)',
  );
  const rows = opened(join(directory, 'rows.db'));
  rows.exec('create table enrollments (stream text primary key, data text not null)');
  rows.exec('create table checkpoint (position integer not null)');
  rows.exec('insert into checkpoint values (0)');
  return {
    append: async (location, revision, events) => {
      events.forEach(({ type, data, metadata }, nth) => {
        const texts = [JSON.stringify(data), JSON.stringify(metadata)];
        insert.run([`enrollment-${location}`, revision + nth, type, ...texts]);
      });
    },
    catchUp: async () => {
      const read = log
        .prepare(
          'select position, stream, type, data, metadata from events where position > ? order by position limit 5000',
        )
        .raw();
      const write = rows.prepare(
        'insert into enrollments values (?, ?) on conflict (stream) do update set data = excluded.data',
      );
      const move = rows.prepare('update checkpoint set position = ?');
      const known = new Map();
      let after = 0;
      for (;;) {
        const batch = read.all([after]);
        if (batch.length === 0) return;
        const changed = new Set();
        for (const [position, stream, type, data, metadata] of batch) {
          const { effectiveAt } = JSON.parse(metadata);
          const event = { type, data: JSON.parse(data), effectiveAt };
          known.set(stream, plainRow(known.get(stream), event));
          changed.add(stream);
          after = position;
        }
        rows.exec('begin immediate');
        for (const stream of changed) write.run([stream, JSON.stringify(known.get(stream))]);
        move.run([after]);
        rows.exec('commit');
      }
    },
    isRight: async (enrollments) => {
      const all = rows.prepare('select data from enrollments').all();
      return all.length === enrollments && all.every(({ data }) => isWhole(JSON.parse(data)));
    },
    close: async () => {
      log.close();
      rows.close();
    },
  };
});
