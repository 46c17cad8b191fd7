import type { StreamName } from '@partner-incentives/event-sourcing';
import type { Connection } from './connection.js';
import type { EventLog } from './event-log.js';

/**
 * How far each stream goes, remembered for as long as nobody else writes: an append then asks the table nothing.
 * To be used under the write lock.
 */
export class StreamHeads {
  private readonly revisions = new Map<StreamName, number>();
  private sequence: number | undefined;
  private version: number | undefined;

  constructor(
    private readonly log: EventLog,
    private readonly dataVersion: () => number,
  ) {}

  /** Forgets everything if another connection has committed since the last time. */
  refresh(): void {
    const version = this.dataVersion();
    if (version !== this.version) this.forget();
    this.version = version;
  }

  forget(): void {
    this.revisions.clear();
    this.sequence = undefined;
  }

  revisionOf(stream: StreamName): number {
    return this.revisions.get(stream) ?? this.log.headOf(stream);
  }

  /** The number of the store's last event. */
  lastSequence(): number {
    return (this.sequence ??= this.log.head());
  }

  moved(stream: StreamName, revision: number, sequence: number): void {
    if (this.revisions.size >= remembered) this.revisions.clear();
    this.revisions.set(stream, revision);
    this.sequence = sequence;
  }
}

const remembered = 50_000;

/** Changes whenever another connection, of this process or another, has committed. */
export const dataVersionOf = (connection: Connection): (() => number) => {
  const statement = connection.prepare('pragma data_version');
  return () => {
    const [row] = statement.all([]);
    return typeof row === 'object' && row !== null ? Number(Object.values(row)[0]) : 0;
  };
};
