import type { Database, Written } from '../log/database.js';

/** Settles when the server would answer: after the commit of what was written, never for a repetition in flight. */
export const settled = (database: Database, written: Written): Promise<void> => {
  if (written.kind === 'in flight') return new Promise(() => undefined);
  return written.kind === 'written' && written.position !== undefined
    ? database.log.whenCommitted
    : Promise.resolve();
};
