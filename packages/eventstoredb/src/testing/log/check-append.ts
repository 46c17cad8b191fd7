import type { ExpectedRevision } from './expected-revision.js';
import { endOfTime } from './log-record.js';

/** What an append is judged by. Events that are written but not committed yet count. */
export interface StreamState {
  /** -1 without events, 2^63-1 under a tombstone. */
  readonly last: bigint;
  readonly softDeleted: boolean;
  readonly hasMetadata: boolean;
  readonly idAt: (revision: bigint) => string | undefined;
  /** Where the server remembers to have written an id in this stream lately. */
  readonly remembered: (id: string) => bigint | undefined;
}

export type Verdict =
  | { readonly kind: 'write' }
  /** The same events stand there already, up to this revision. */
  | { readonly kind: 'repeated'; readonly last: bigint }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'deleted' };

/**
 * Whether an append may be written. An exact revision (or none) is compared with what stands behind it, for ever: the
 * same ids, or the first of them, are a repetition; anything else is a conflict. `any` and `stream_exists` have only the
 * server's memory of recent ids to go by, which forgets.
 */
export const checkAppend = (
  stream: StreamState,
  expected: ExpectedRevision,
  ids: ReadonlyArray<string>,
): Verdict => {
  if (stream.last === endOfTime) return { kind: 'deleted' };
  if (expected === 'stream_exists') {
    if (stream.softDeleted) return { kind: 'deleted' };
    if (stream.last < 0n && !stream.hasMetadata) return { kind: 'conflict' };
  }
  if (expected === 'any' || expected === 'stream_exists') return fromMemory(stream, ids);
  const behind = expected === 'no_stream' ? -1n : expected;
  if (behind === stream.last) return { kind: 'write' };
  if (behind > stream.last || ids.length === 0) return { kind: 'conflict' };
  const differs = ids.findIndex((id, offset) => stream.idAt(behind + 1n + BigInt(offset)) !== id);
  if (differs === -1) return { kind: 'repeated', last: behind + BigInt(ids.length) };
  const recreates = differs === 0 && behind === -1n && stream.softDeleted;
  return { kind: recreates ? 'write' : 'conflict' };
};

const fromMemory = (stream: StreamState, ids: ReadonlyArray<string>): Verdict => {
  const found = ids.map(stream.remembered);
  const last = found.at(-1);
  if (found[0] === undefined) return { kind: 'write' };
  return found.includes(undefined) || last === undefined
    ? { kind: 'conflict' }
    : { kind: 'repeated', last };
};
