import { randomUUID } from 'node:crypto';
import { checkAppend, type StreamState, type Verdict } from './check-append.js';
import { EventLog } from './event-log.js';
import type { ExpectedRevision } from './expected-revision.js';
import { endOfTime, type LogRecord, type ProposedEvent } from './log-record.js';
import { RecentIds } from './recent-ids.js';
import {
  describedStream,
  isMetadataStream,
  isSoftDeleted,
  metadataStream,
  parseStreamMetadata,
  type StreamMetadata,
  truncatedBefore,
} from './stream-metadata.js';
import { firstVisible } from './visibility.js';

export type Written =
  | { readonly kind: 'written'; readonly last: bigint; readonly position: bigint | undefined }
  | { readonly kind: 'repeated'; readonly last: bigint; readonly position: bigint | undefined }
  /** A repetition of what is written but not committed: the server drops it without an answer. */
  | { readonly kind: 'in flight' }
  | { readonly kind: 'conflict'; readonly actual: bigint }
  | { readonly kind: 'deleted' };

/** One server's data, or that of a cluster whose nodes share it: streams in one log, and the rules of writing them. */
export class Database {
  readonly log = new EventLog();
  readonly recentIds: RecentIds;
  private readonly onWritten: Array<(records: ReadonlyArray<LogRecord>) => void> = [];

  constructor(rememberedIds = 100_000) {
    this.recentIds = new RecentIds(rememberedIds);
  }

  append(
    stream: string,
    expected: ExpectedRevision,
    events: ReadonlyArray<ProposedEvent>,
  ): Written {
    const state = this.state(stream);
    const verdict = checkAppend(
      state,
      expected,
      events.map(({ id }) => id),
    );
    if (verdict.kind === 'repeated') return this.repeated(stream, verdict.last);
    if (verdict.kind !== 'write') return refused(verdict.kind, state);
    const written = this.write(stream, events, state.last + 1n);
    if (state.softDeleted) this.truncate(stream, state.last + 1n);
    return {
      kind: 'written',
      last: state.last + BigInt(events.length),
      position: written.at(-1)?.position,
    };
  }

  /** Hides the stream's events; its next event goes on with the next revision. */
  softDelete(stream: string, expected: ExpectedRevision): Written {
    const state = this.state(stream);
    const verdict = checkAppend(state, expected, [randomUUID()]);
    if (verdict.kind === 'write' && state.last < 0n) return { kind: 'conflict', actual: -1n };
    if (verdict.kind !== 'write') return refused(verdict.kind, state);
    return { kind: 'written', last: state.last, position: this.truncate(stream, endOfTime) };
  }

  /** Deletes the stream for ever. */
  tombstone(stream: string, expected: ExpectedRevision): Written {
    const state = this.state(stream);
    const verdict = checkAppend(state, expected, [randomUUID()]);
    if (verdict.kind !== 'write') return refused(verdict.kind, state);
    const [record] = this.write(stream, [systemEvent('$streamDeleted', '{}')], endOfTime);
    return { kind: 'written', last: endOfTime, position: record?.position };
  }

  /** Takes from the log what the metadata of its stream hides, but for the stream's last event. */
  scavenge(): void {
    this.log.remove(({ stream, revision }) => {
      const isHidden = revision < firstVisible(this.log.stream(stream), this.metadataOf(stream));
      return isHidden && revision < this.lastWritten(stream);
    });
  }

  metadataOf(stream: string): StreamMetadata {
    return parseStreamMetadata(this.metadataText(stream));
  }

  isTombstoned(stream: string): boolean {
    const described = isMetadataStream(stream) ? describedStream(stream) : stream;
    return this.lastWritten(described) === endOfTime;
  }

  /** Calls back with what is written, before it is committed. */
  listenToWrites(listener: (records: ReadonlyArray<LogRecord>) => void): void {
    this.onWritten.push(listener);
  }

  /** Writes without asking. */
  write(stream: string, events: ReadonlyArray<ProposedEvent>, revision: bigint): LogRecord[] {
    const described = isMetadataStream(stream) ? describedStream(stream) : undefined;
    const undeletes = described !== undefined && isSoftDeleted(this.metadataOf(described));
    const written = this.log.write(stream, events, revision);
    for (const record of written) this.recentIds.remember(record);
    for (const listener of this.onWritten) listener(written);
    if (undeletes && this.metadataOf(described).truncateBefore === undefined) {
      this.truncate(described, this.lastWritten(described) + 1n);
    }
    return written;
  }

  lastWritten(stream: string): bigint {
    return this.log.stream(stream).at(-1)?.revision ?? -1n;
  }

  private state(stream: string): StreamState {
    const records = this.log.stream(stream);
    return {
      last: this.isTombstoned(stream) ? endOfTime : (records.at(-1)?.revision ?? -1n),
      softDeleted: isSoftDeleted(this.metadataOf(stream)),
      hasMetadata: this.log.stream(metadataStream(stream)).length > 0,
      idAt: (revision) => records[Number(revision)]?.id,
      remembered: (id) => this.recentIds.revisionOf(id, stream),
    };
  }

  private repeated(stream: string, last: bigint): Written {
    const records = this.log.stream(stream);
    const record = records[Number(last)];
    if (record === undefined || record.index >= this.log.committed) return { kind: 'in flight' };
    const isSeen = last >= firstVisible(records, this.metadataOf(stream));
    return { kind: 'repeated', last, position: isSeen ? record.position : undefined };
  }

  private truncate(stream: string, before: bigint): bigint | undefined {
    const metadata = metadataStream(stream);
    const event = systemEvent('$metadata', truncatedBefore(this.metadataText(stream), before));
    const [record] = this.write(metadata, [event], this.lastWritten(metadata) + 1n);
    return record?.position;
  }

  private metadataText(stream: string): string {
    return this.log.stream(metadataStream(stream)).at(-1)?.data.toString('utf8') ?? '{}';
  }
}

const refused = (kind: Exclude<Verdict['kind'], 'write'>, state: StreamState): Written =>
  kind === 'deleted' ? { kind } : { kind: 'conflict', actual: state.last };

export const systemEvent = (type: string, data: string): ProposedEvent => ({
  id: randomUUID(),
  type,
  isJson: true,
  data: Buffer.from(data),
  metadata: Buffer.alloc(0),
});
