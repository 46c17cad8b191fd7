import type { Database } from '../log/database.js';
import type { LogRecord } from '../log/log-record.js';
import { firstVisible } from '../log/visibility.js';
import { eventFrame } from './frames.js';

/** How the records of a call are sent: as they stand, or links with what they point to. */
export const framing = (database: Database, resolvesLinks: boolean) => {
  if (!resolvesLinks) return (record: LogRecord): Buffer => eventFrame(record);
  return (record: LogRecord): Buffer =>
    eventFrame(record, record.type === '$>' ? target(database, record) : undefined);
};

const target = (database: Database, link: LogRecord): LogRecord | 'gone' => {
  const [revision = '', ...name] = link.data.toString('utf8').split('@');
  const stream = name.join('@');
  const records = database.log.stream(stream);
  // A tombstone stands last, whatever its revision says.
  const record = records[Number(revision)] ?? records.at(-1);
  const isSeen =
    String(record?.revision) === revision &&
    record !== undefined &&
    !database.isTombstoned(stream) &&
    record.revision >= firstVisible(records, database.metadataOf(stream));
  return isSeen ? record : 'gone';
};
