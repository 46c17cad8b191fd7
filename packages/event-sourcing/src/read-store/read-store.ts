import type { Position } from '../envelope.js';
import type { Instant } from '../instant.js';
import type { StreamName } from '../stream-name.js';

/**
 * One building of a read model's rows. Each rebuild is another one beside the live one, numbered 1, 2, 3 …; `schema`
 * is the version of the read model that folded it.
 */
export interface Build {
  readonly model: string;
  readonly build: number;
  readonly schema: number;
}

/** An event that rows were folded up to, remembered so that another or a rewound store is noticed. */
export interface LastEvent {
  readonly stream: StreamName;
  readonly revision: number;
  readonly id: string;
  readonly position: Position;
}

/** How far a build came, in which store. It changes with the rows, in one transaction, or not at all. */
export interface Checkpoint {
  /** Everything of ours up to here is in the rows, parked keys apart. */
  readonly position: Position;
  /** The id of the store's first event of ours: it tells one store from another. */
  readonly origin: string;
  readonly last: LastEvent;
}

/** A row as it is kept. */
export interface KeptRow {
  /** The stream that it folds. */
  readonly key: StreamName;
  /** Whose it is; absent where it belongs to nobody. */
  readonly account?: string;
  /** What it is found under. */
  readonly values: ReadonlyArray<string>;
  /** Plain JSON. `undefined`: there is no row (any more), yet the key is known. */
  readonly data: object | undefined;
  /** Of the last event folded into it. */
  readonly position: Position;
  readonly revision: number;
  /**
   * Set by `page` alone: what is kept cannot be read, so that neither data nor values are here. Whatever else meets such
   * a row rejects with `ReadStoreUnavailable`.
   */
  readonly damaged?: true;
}

/** A value under which `under` finds a row, as it is looked up. */
export interface FiledRow {
  readonly value: string;
  readonly key: StreamName;
  /** Whether it is one of the row's values. Where not, whoever asks for it is given the row by mistake. */
  readonly isRight: boolean;
}

/** Why a key waits: the event that could not be folded, and every later one of its stream stand behind it. */
export interface ParkedKey {
  readonly key: StreamName;
  readonly account?: string;
  /** The event that could not be folded. */
  readonly revision: number;
  readonly position: Position;
  readonly type: string;
  readonly cause: 'Threw' | 'Hung' | 'TooLarge' | 'ValueRefused' | 'Unreadable';
  /** For operators; says nothing that was in the event. */
  readonly reason: string;
  /** How many events of the stream wait, that one included. */
  readonly waiting: number;
  readonly since: Instant;
  /** An operator wants it tried again. A commit that leaves it out lets it be as it is; `false` is the answer to it. */
  readonly retryAsked?: boolean;
}

/** Why a build does not go on until somebody does something. */
export interface Halt {
  readonly cause: 'HistoryDiverged' | 'UpgradeRequired' | 'Poisoned' | 'ParkingFailed';
  readonly reason: string;
}

/** Why a build stands still: it was halted, or an operator paused it. */
export type StopCause = Halt['cause'] | 'Paused';

/**
 * The right to write a build's rows, until somebody else has it: each taking over raises the epoch. One whose time is
 * over still holds while nobody took over; released, halted, or of a dropped build, it is lost.
 */
export interface Lease {
  readonly build: Build;
  readonly holder: string;
  readonly epoch: number;
  /** Where to go on; absent before the first commit. */
  readonly checkpoint?: Checkpoint;
  readonly parked: ReadonlyArray<ParkedKey>;
}

/** What one transaction changes. */
export interface Commit {
  /** The checkpoint's position before: the other half of the compare-and-set. Absent before the first commit. */
  readonly from?: Position;
  readonly checkpoint: Checkpoint;
  /** At most one for each key. */
  readonly rows: ReadonlyArray<KeptRow>;
  /**
   * Keys to park, or to park on with more waiting. Their rows stay as they were, unless `rows` has them too: as what came
   * before the poison in the same batch left them.
   */
  readonly parked: ReadonlyArray<ParkedKey>;
  /** Keys that were parked and are whole again. */
  readonly unparked: ReadonlyArray<StreamName>;
  /** Events handled since the commit before, for the counts that operators see. */
  readonly handled: {
    readonly applied: number;
    readonly ignored: number;
    readonly foreign: number;
  };
}

export type BuildStage =
  /** Queries read it. */
  | 'live'
  /** Beside the live one, until it is promoted or dropped. */
  | 'building'
  /** It was live before, and is kept up so that a promotion can be rolled back. */
  | 'kept';

/** A build as operators see it. */
export interface BuildStatus {
  readonly build: Build;
  readonly stage: BuildStage;
  readonly checkpoint?: Checkpoint;
  /** Without those that have no data. */
  readonly rows: number;
  readonly parked: number;
  /** Events since it was begun. */
  readonly handled: Commit['handled'];
  /** Absent where nobody has it. */
  readonly lease?: {
    readonly holder: string;
    readonly epoch: number;
    /** 0 or less: it may be taken over. */
    readonly expiresInMs: number;
  };
  /** When its worker last looked for events, by the read store's clock; written even where there were none. */
  readonly polledAt?: Instant;
  readonly committedAt?: Instant;
  readonly paused?: { readonly by: string; readonly because: string; readonly since: Instant };
  readonly halted?: Halt & { readonly since: Instant };
}

/** Whose rows may be read. `microsoft` sees all; a user sees those found under the user's id, an account its own. Rows of nobody are everybody's. */
export type RowScope =
  | { readonly kind: 'microsoft' }
  | { readonly kind: 'user'; readonly id: string }
  | { readonly kind: 'accounts'; readonly accounts: ReadonlyArray<string> };

/** The live build of a model, and how far it is, as one reading finds it. */
export interface LiveBuild {
  readonly build: Build;
  readonly checkpoint?: Checkpoint;
  /**
   * Of the last lease. Rows read in another epoch are not to be brought up by what changed since: a crash may have taken
   * commits that they hold, and their events were folded again in other portions.
   */
  readonly epoch: number;
  /** Why it comes no further, however long one waits, until an operator does something. */
  readonly stopped?: StopCause;
  /** Rises with every commit of the build: rows changed since one of the same epoch are asked for by it. */
  readonly changes: number;
}

/** Rows as they were read, with the marks of keys that wait. */
export interface RowsRead {
  /** Those that have data; of those changed since something also those that have none any more. */
  readonly rows: ReadonlyArray<KeptRow>;
  /**
   * All that wait within what was asked for, whether changed since or not. A key is seen by those who see its row;
   * where it has none, by the account it was parked with, or by everybody where it was parked with none.
   */
  readonly parked: ReadonlyArray<ParkedKey>;
}

/** Rows of one account, of nobody, or all. */
export type RowSelection = { readonly account: string } | 'nobodys' | 'all';

/** One consistent look at the rows within a scope: no promotion and no commit comes between two questions. */
export interface RowReader {
  /**
   * The same look within another scope: first who somebody is, then what that one sees. The reader that it is asked of
   * is not to be used any more.
   */
  within(scope: RowScope): RowReader;
  /** Those of the models that have builds. */
  live(models: ReadonlyArray<string>): Promise<ReadonlyMap<string, LiveBuild>>;
  /** Rows found under a value. */
  under(build: Build, value: string): Promise<RowsRead>;
  /** The rows of the selection that the scope allows; only those changed after `since`, where it is given. */
  of(build: Build, selection: RowSelection, since?: number): Promise<RowsRead>;
}

/** Thrown where the read store cannot be reached, or does not answer within its deadline. Nothing is half done; trying again is safe. */
export class ReadStoreUnavailable extends Error {
  override readonly name = 'ReadStoreUnavailable';
  readonly _tag = 'ReadStoreUnavailable';
  constructor(
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`The read store is unavailable: ${reason}`, options);
  }
}

/** Thrown by `commit` where the store refuses a value for what it is, so that trying again is useless. Nothing was written. */
export class ValueRefused extends Error {
  override readonly name = 'ValueRefused';
  readonly _tag = 'ValueRefused';
  constructor(
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`The read store refuses a value: ${reason}`, options);
  }
}

/**
 * Rows of read models with how far they are, changed in one transaction, and the leases of those who fold them. It
 * knows no model: rows are JSON with a key, an account and values they are found under.
 *
 * Every method rejects with `ReadStoreUnavailable` where there is no answer within the store's deadline.
 */
export interface ReadStore {
  // For workers.
  /** The builds there are of these models, creating build 1 (live) of a model that has none. */
  builds(
    models: ReadonlyArray<{ readonly model: string; readonly schema: number }>,
  ): Promise<ReadonlyArray<BuildStatus>>;
  /**
   * Takes a build over, or answers `undefined` where another holder's lease lasts, or the build is paused, halted or
   * dropped. A holder takes over from itself.
   */
  claim(build: Build, holder: string, ttlMs: number): Promise<Lease | undefined>;
  /** Keeps a lease and marks that its holder polled. Its answer is what an operator asked meanwhile; `undefined`: it is lost. */
  renew(
    lease: Lease,
    ttlMs: number,
  ): Promise<{ readonly paused: boolean; readonly retry: ReadonlyArray<StreamName> } | undefined>;
  release(lease: Lease): Promise<void>;
  /** What is kept of these keys, rows without data included. Asked outside of a transaction: the lease makes them nobody else's. */
  load(build: Build, keys: ReadonlyArray<StreamName>): Promise<ReadonlyMap<StreamName, KeptRow>>;
  /**
   * Everything or nothing. `false`: position or epoch are not what they were; somebody else has taken over, stop. A
   * pause does not refuse what is under way. Rejects with `ValueRefused` where JSON cannot hold a row's data, or where
   * the store would not give back a value as it got it.
   */
  commit(lease: Lease, commit: Commit): Promise<boolean>;
  /** Stops a build until it is resumed, and ends the lease. `false` where the lease is lost. */
  halt(lease: Lease, why: Halt): Promise<boolean>;

  // For operators.
  status(): Promise<ReadonlyArray<BuildStatus>>;
  // What is said about a build that is not there (any more) changes nothing.
  pause(build: Build, by: string, because: string): Promise<void>;
  /** Ends a pause or a halt. */
  resume(build: Build): Promise<void>;
  /**
   * A new build beside the live one; of a model that has none, the live one. Its number is above all that the model
   * ever had, dropped ones included: rows and leases of two builds can never be mistaken for each other's.
   *
   * With `once`, where any build of the schema is there already, the newest of them instead, in one transaction: two
   * workers that start with new code at once begin one build between them.
   */
  begin(model: string, schema: number, options?: { readonly once?: boolean }): Promise<Build>;
  /**
   * Makes a build the live one in one transaction, and keeps the one before. `false`: its checkpoint is behind the live
   * one's, or it is no candidate (any more). Where the live one halted with `HistoryDiverged`, its checkpoint is a place
   * in another history, and nothing is behind it.
   */
  promote(build: Build): Promise<boolean>;
  /** Removes a build that is not live, rows and all. */
  drop(build: Build): Promise<void>;
  parked(build: Build): Promise<ReadonlyArray<ParkedKey>>;
  /** Has those of the keys that are parked tried again. */
  askRetry(build: Build, keys: ReadonlyArray<StreamName>): Promise<void>;
  /** Rows that have data, in the order of their keys' bytes, `limit` at a time: for comparing and verifying. */
  page(build: Build, after: StreamName | undefined, limit: number): Promise<ReadonlyArray<KeptRow>>;
  /** What `under` looks rows up by, in the order of the bytes of values and of keys, `limit` at a time: for verifying. */
  filed(
    build: Build,
    after: Pick<FiledRow, 'value' | 'key'> | undefined,
    limit: number,
  ): Promise<ReadonlyArray<FiledRow>>;

  // For queries.
  read<Answer>(scope: RowScope, ask: (reader: RowReader) => Promise<Answer>): Promise<Answer>;
  /** Calls back when rows may have changed, by whichever handle, until the returned function is called. */
  watch(onNews: () => void): () => void;
  close(): Promise<void>;
}
