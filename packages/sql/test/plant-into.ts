import { randomUUID } from 'node:crypto';
import { categoryOf, type StreamName } from '@partner-incentives/event-sourcing';
import type { PlantedEvent } from '@partner-incentives/event-sourcing/testing';
import Database from 'libsql';

/** Writes as another program would that knows the tables. */
export const plantInto =
  (path: string) =>
  async (stream: StreamName, { type, data, metadata }: PlantedEvent): Promise<void> => {
    const database = new Database(path, { timeout: 5_000 });
    database.prepare('insert into streams (name) values (?) on conflict do nothing').run(stream);
    database
      .prepare(
        `insert into events (position, stream, category, revision, id, type, schema_version, data, metadata)
         select (select coalesce(max(position), 0) + 1 from events), streams.stream, ?,
                (select count(*) from events where stream = streams.stream), ?, ?, 1, ?, ?
         from streams where name = ?`,
      )
      .run(categoryOf(stream), randomUUID(), type, data, metadata, stream);
    database.close();
  };
