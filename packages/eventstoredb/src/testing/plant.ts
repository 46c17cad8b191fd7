import { randomUUID } from 'node:crypto';
import type { Database } from './log/database.js';

export interface Planted {
  readonly type: string;
  /** Any UTF-8 text, JSON or not. */
  readonly data: string;
  readonly metadata: string;
  /** A new UUID if left out. */
  readonly id?: string;
  /** True if left out. */
  readonly isJson?: boolean;
}

export const plant =
  (database: Database) =>
  async (stream: string, event: Planted): Promise<void> => {
    const proposed = {
      id: event.id ?? randomUUID(),
      type: event.type,
      isJson: event.isJson ?? true,
      data: Buffer.from(event.data),
      metadata: Buffer.from(event.metadata),
    };
    database.write(stream, [proposed], database.lastWritten(stream) + 1n);
    await database.log.whenCommitted;
  };
