import type { LogRecord } from './log-record.js';

/** Where a server remembers to have written an event id lately. The oldest are forgotten, and all by a restart. */
export class RecentIds {
  private readonly places = new Map<string, Pick<LogRecord, 'stream' | 'revision'>>();

  constructor(private readonly capacity: number) {}

  remember({ id, stream, revision }: LogRecord): void {
    this.places.delete(id);
    this.places.set(id, { stream, revision });
    if (this.places.size <= this.capacity) return;
    const [oldest] = this.places.keys();
    if (oldest !== undefined) this.places.delete(oldest);
  }

  revisionOf(id: string, stream: string): bigint | undefined {
    const place = this.places.get(id);
    return place?.stream === stream ? place.revision : undefined;
  }

  forget(): void {
    this.places.clear();
  }
}
