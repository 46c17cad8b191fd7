import type { Generated, Selectable } from 'kysely';

/** The tables of a read store, the same on every engine. `rows` is known by keys alone, not by what is in them. */
export interface ReadStoreTables {
  /** What models there ever were: its row is locked by whoever changes which builds there are. */
  readonly models: {
    readonly model: string;
    /** The highest number a build of it ever had. */
    readonly last_build: number;
  };
  readonly builds: BuildTable;
  readonly rows: {
    /** `id` of the build. */
    readonly build: number;
    readonly key: string;
    readonly account: string | null;
    /** A JSON array, or null for none. */
    readonly found_under: string | null;
    /** JSON, never looked into here. */
    readonly data: string | null;
    readonly position: string;
    readonly revision: number;
    /** The commit that wrote it, by the build's count. */
    readonly changes: number;
  };
  /** The values of `found_under`, kept by triggers: what finds a row by one of its values. */
  readonly row_values: {
    readonly build: number;
    readonly value: string;
    readonly key: string;
  };
  /** Builds that were dropped and whose rows are not all removed yet: they are nobody's, and found by nothing. */
  readonly leftovers: { readonly build: number };
  readonly parked: {
    readonly build: number;
    readonly key: string;
    readonly account: string | null;
    readonly revision: number;
    readonly position: string;
    readonly type: string;
    readonly cause: string;
    readonly reason: string;
    readonly waiting: number;
    readonly since: string;
    /** 0 or 1. */
    readonly retry_asked: number;
  };
}

/** Instants are milliseconds of the database's own clock. */
interface BuildTable {
  readonly id: Generated<number>;
  readonly model: string;
  readonly build: number;
  readonly schema: number;
  readonly stage: string;
  /** Of the checkpoint, as are the next five: all null before the first commit. */
  readonly position: string | null;
  readonly origin: string | null;
  readonly last_stream: string | null;
  readonly last_revision: number | null;
  readonly last_id: string | null;
  readonly last_position: string | null;
  /** How many commits it has had. */
  readonly changes: number;
  readonly applied: number;
  readonly ignored: number;
  readonly foreign_events: number;
  /** Whose the lease is; null where it was released. */
  readonly holder: string | null;
  readonly epoch: number;
  readonly leased_until: number | null;
  readonly polled_at: number | null;
  readonly committed_at: number | null;
  readonly paused_by: string | null;
  readonly paused_because: string | null;
  readonly paused_since: number | null;
  readonly halted_cause: string | null;
  readonly halted_reason: string | null;
  readonly halted_since: number | null;
}

export type BuildRecord = Selectable<BuildTable>;
