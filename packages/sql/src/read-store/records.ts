import {
  ReadStoreUnavailable,
  type Build,
  type BuildStage,
  type BuildStatus,
  type Checkpoint,
  type FiledRow,
  type Halt,
  type Instant,
  type KeptRow,
  type ParkedKey,
  type Position,
  type StopCause,
  type StreamName,
} from '@partner-incentives/event-sourcing';
import type { BuildRecord, ReadStoreTables } from './tables.js';

// What the tables hold, in the words of the port. Only what this package wrote stands in them.

export const buildOf = ({ model, build, schema }: Build): Build => ({ model, build, schema });

type Reached = Pick<
  BuildRecord,
  'position' | 'origin' | 'last_stream' | 'last_revision' | 'last_id' | 'last_position'
>;

export const checkpointOf = (record: Reached): { readonly checkpoint?: Checkpoint } => {
  const { position, origin, last_stream, last_revision, last_id, last_position } = record;
  if (position === null || origin === null || last_stream === null) return {};
  if (last_revision === null || last_id === null || last_position === null) return {};
  const last = {
    stream: last_stream as StreamName,
    revision: last_revision,
    id: last_id,
    position: last_position as Position,
  };
  return { checkpoint: { position: position as Position, origin, last } };
};

/** A build beside what was counted of it, and the database's clock. */
export interface CountedBuild extends BuildRecord {
  readonly rows: number | null;
  readonly parked: number | null;
  readonly now: number;
}

export const buildStatus = (record: CountedBuild): BuildStatus => {
  const { holder, epoch, leased_until, polled_at, committed_at, now } = record;
  return {
    build: buildOf(record),
    stage: record.stage as BuildStage,
    ...checkpointOf(record),
    rows: record.rows ?? 0,
    parked: record.parked ?? 0,
    handled: {
      applied: record.applied,
      ignored: record.ignored,
      foreign: record.foreign_events,
    },
    ...(holder !== null && {
      lease: { holder, epoch, expiresInMs: (leased_until ?? now) - now },
    }),
    ...(polled_at !== null && { polledAt: instantAt(polled_at) }),
    ...(committed_at !== null && { committedAt: instantAt(committed_at) }),
    ...pausedOf(record),
    ...haltedOf(record),
  };
};

const pausedOf = ({ paused_by, paused_because, paused_since }: BuildRecord) =>
  paused_by === null || paused_because === null || paused_since === null
    ? {}
    : { paused: { by: paused_by, because: paused_because, since: instantAt(paused_since) } };

const haltedOf = ({ halted_cause, halted_reason, halted_since }: BuildRecord) =>
  halted_cause === null || halted_reason === null || halted_since === null
    ? {}
    : {
        halted: {
          cause: halted_cause as Halt['cause'],
          reason: halted_reason,
          since: instantAt(halted_since),
        },
      };

const instantAt = (milliseconds: number): Instant =>
  new Date(milliseconds).toISOString() as Instant;

export const stoppedOf = ({
  halted_cause,
  paused_by,
}: Pick<BuildRecord, 'halted_cause' | 'paused_by'>): { readonly stopped?: StopCause } => {
  if (halted_cause !== null) return { stopped: halted_cause as Halt['cause'] };
  return paused_by === null ? {} : { stopped: 'Paused' };
};

export type RowRecord = Pick<
  ReadStoreTables['rows'],
  'key' | 'account' | 'found_under' | 'data' | 'position' | 'revision'
>;

export const keptRow = (record: RowRecord): KeptRow => ({
  key: record.key as StreamName,
  ...(record.account !== null && { account: record.account }),
  values: record.found_under === null ? [] : (parsed(record, record.found_under) as string[]),
  data: record.data === null ? undefined : (parsed(record, record.data) as object),
  position: record.position as Position,
  revision: record.revision,
});

/** Where it cannot be read, its key alone. */
export const pagedRow = (record: RowRecord): KeptRow => {
  try {
    return keptRow(record);
  } catch {
    const { key, position, revision } = record;
    const place = { position: position as Position, revision };
    return { key: key as StreamName, values: [], data: undefined, ...place, damaged: true };
  }
};

export interface FiledRecord {
  readonly value: string;
  readonly key: string;
  /** Of the row; null where there is none. */
  readonly found_under: string | null;
  readonly is_for_them: number;
}

export const filedRow = ({ value, key, found_under, is_for_them }: FiledRecord): FiledRow => ({
  value,
  key: key as StreamName,
  isRight: is_for_them === 1 && holds(found_under, value),
});

/** A row that cannot be read is found by nothing. */
const holds = (foundUnder: string | null, value: string): boolean => {
  try {
    return foundUnder !== null && (JSON.parse(foundUnder) as string[]).includes(value);
  } catch {
    return false;
  }
};

/** Without the cause, which quotes what is in the row. */
const parsed = ({ key }: RowRecord, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new ReadStoreUnavailable(`the row ${key} is damaged: build its projection anew`);
  }
};

export type ParkedRecord = Omit<ReadStoreTables['parked'], 'build'>;

export const parkedKey = (record: ParkedRecord): ParkedKey => ({
  key: record.key as StreamName,
  ...(record.account !== null && { account: record.account }),
  revision: record.revision,
  position: record.position as Position,
  type: record.type,
  cause: record.cause as ParkedKey['cause'],
  reason: record.reason,
  waiting: record.waiting,
  since: record.since as Instant,
  ...(record.retry_asked !== 0 && { retryAsked: true }),
});
