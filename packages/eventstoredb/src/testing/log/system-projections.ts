import { randomUUID } from 'node:crypto';
import type { Database } from './database.js';
import { endOfTime, type LogRecord } from './log-record.js';
import { describedStream, isMetadataStream, parseStreamMetadata } from './stream-metadata.js';

/**
 * `$by_category` and `$streams`: a link to every event in `$ce-<category>`, where the category is what stands before the
 * first hyphen of its stream, and one to the first event of every stream in `$streams`. Tombstones are linked too, and
 * metadata: that of a soft deletion in the category of its stream.
 */
export const projectSystemStreams = (database: Database): void =>
  database.listenToWrites((records) => {
    for (const record of records) {
      if (record.type === '$>') continue;
      const category = /^([^-]+)-/.exec(categorised(record))?.[1];
      if (category !== undefined) link(database, `$ce-${category}`, record);
      if (record.revision === 0n) link(database, '$streams', record);
    }
  });

const categorised = ({ stream, data }: LogRecord): string => {
  if (!isMetadataStream(stream)) return stream;
  const { truncateBefore } = parseStreamMetadata(data.toString('utf8'));
  return truncateBefore === endOfTime ? describedStream(stream) : stream;
};

const link = (database: Database, to: string, { revision, stream }: LogRecord): void => {
  const event = {
    id: randomUUID(),
    type: '$>',
    isJson: false,
    data: Buffer.from(`${revision}@${stream}`),
    metadata: Buffer.alloc(0),
  };
  database.write(to, [event], database.lastWritten(to) + 1n);
};
