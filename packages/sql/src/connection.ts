/** What SQLite is given and gives back here. */
export type SqlValue = string | number | null;

/** A compiled statement. Rows are plain objects by column name. */
export interface Statement {
  /** How many rows it changed. */
  readonly run: (values: ReadonlyArray<SqlValue>) => number;
  readonly all: (values: ReadonlyArray<SqlValue>) => ReadonlyArray<unknown>;
}

/**
 * One connection to one file: the seam where faults are injected. It waits for no lock, since that would stop the whole
 * process: waiting is left to timers. Everything is synchronous, so nothing of this process
 * comes between two calls that no `await` stands between.
 */
export interface Connection {
  readonly prepare: (sql: string) => Statement;
  readonly exec: (sql: string) => void;
  readonly inTransaction: () => boolean;
  readonly close: () => void;
}

export interface ConnectOptions {
  readonly path: string;
  readonly readOnly: boolean;
  /** Nobody will change the file meanwhile: no lock is taken, no file made beside it. */
  readonly immutable?: boolean;
}

export type Connect = (options: ConnectOptions) => Connection;
