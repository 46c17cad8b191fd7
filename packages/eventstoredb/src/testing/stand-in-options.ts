import { Database } from './log/database.js';
import { keepJournal } from './log/journal.js';
import { writeSystemEvents } from './log/system-events.js';
import { projectSystemStreams } from './log/system-projections.js';
import type { Users } from './node/admission.js';
import type { Tls } from './node/grpc-service.js';

export interface StandInOptions {
  /** Left out: any free one. */
  readonly port?: number;
  /** What `ServerFeatures` says. 23.10.8 if left out. */
  readonly version?: string;
  /** The limit of the data bytes of one append, 1 MiB if left out. */
  readonly maxAppendBytes?: number;
  /** Does the server know `BatchAppend`, as all do since 21.10? True if left out. */
  readonly batchAppend?: boolean;
  /** How many of the last event ids an append without an exact revision is compared with. 100,000 if left out. */
  readonly rememberedIds?: number;
  /** Do `$ce-<category>` and `$streams` hold links? False if left out. */
  readonly systemProjections?: boolean;
  /** Speaks TLS with this key and certificate. */
  readonly tls?: Tls;
  /** Who may read and write. Left out: everybody. Only over TLS does the client say who it is. */
  readonly users?: Users;
  /** A file that keeps the events when the process dies. */
  readonly journal?: string;
}

/** The data a server with these options begins with, and how to let go of it. */
export const databaseFor = (
  options: StandInOptions,
): { readonly database: Database; readonly close: () => void } => {
  const database = new Database(options.rememberedIds);
  const close =
    options.journal === undefined ? () => undefined : keepJournal(database, options.journal);
  if (options.systemProjections === true) projectSystemStreams(database);
  if (database.log.records.length === 0) writeSystemEvents(database);
  return { database, close };
};
