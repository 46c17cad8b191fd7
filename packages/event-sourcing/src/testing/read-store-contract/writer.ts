import assert from 'node:assert/strict';
import type { Position } from '../../envelope.js';
import type { Instant } from '../../instant.js';
import type { Commit, KeptRow, Lease, ParkedKey, ReadStore } from '../../read-store/read-store.js';
import type { StreamName } from '../../stream-name.js';
import { streamIn } from '../contract/stream-in.js';

/** Counted from one position to the next. */
export const positionAt = (count: number): Position => String(1_000_000_000 + count) as Position;

export const key = (id: string): StreamName => streamIn('Thing', id);

/** A row; `account: undefined` makes it nobody's. */
export const row = (
  id: string,
  data: object = { id },
  {
    account,
    values = [],
  }: { readonly account?: string; readonly values?: ReadonlyArray<string> } = {},
): KeptRow => ({
  key: key(id),
  values,
  data,
  position: positionAt(0),
  revision: 0,
  ...(account !== undefined && { account }),
});

/** The key of a row that is none any more. */
export const gone = (id: string, found?: Parameters<typeof row>[2]): KeptRow => ({
  ...row(id, {}, found),
  data: undefined,
});

export const parked = (id: string, more: Partial<ParkedKey> = {}): ParkedKey => ({
  key: key(id),
  revision: 3,
  position: positionAt(0),
  type: 'SomethingHappened',
  cause: 'Threw',
  reason: 'it threw a TypeError',
  waiting: 1,
  since: '2026-01-02T03:04:05.678Z' as Instant,
  ...more,
});

/** A commit that moves the checkpoint, and does what else it is told. */
export const commit = (
  from: Position | undefined,
  to: Position,
  change: Partial<Commit> = {},
): Commit => ({
  checkpoint: {
    position: to,
    origin: 'the first event',
    last: { stream: key('last'), revision: 7, id: `the event at ${to}`, position: to },
  },
  rows: [],
  parked: [],
  unparked: [],
  handled: { applied: 0, ignored: 0, foreign: 0 },
  ...(from !== undefined && { from }),
  ...change,
});

/** Commits one after the other under a lease. */
export class Writer {
  /** Where the checkpoint stands. */
  position: Position | undefined;

  constructor(
    readonly store: ReadStore,
    readonly lease: Lease,
  ) {
    this.position = lease.checkpoint?.position;
  }

  /** The commit that would be next. */
  readonly next = (change: Partial<Commit> = {}): Commit => {
    const first = Number(positionAt(0));
    return commit(this.position, positionAt(Number(this.position ?? first) - first + 1), change);
  };

  /** Tries the commit that would be next; where it is done, the one after it is next. */
  readonly attempt = async (change: Partial<Commit> = {}): Promise<boolean> => {
    const next = this.next(change);
    const isDone = await this.store.commit(this.lease, next);
    if (isDone) this.position = next.checkpoint.position;
    return isDone;
  };

  /** A commit that has to succeed, for clauses that are about something else. */
  readonly write = async (change: Partial<Commit> = {}): Promise<void> => {
    assert.ok(await this.attempt(change), 'a commit at the checkpoint by who holds the lease');
  };
}
