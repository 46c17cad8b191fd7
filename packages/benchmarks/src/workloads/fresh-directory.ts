import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Beside the sources, because a folder for temporary files may be in memory. Whoever asks for one removes it. */
export const freshDirectory = (): string => {
  const reports = fileURLToPath(new URL('../../reports', import.meta.url));
  mkdirSync(reports, { recursive: true });
  return mkdtempSync(join(reports, 'store-'));
};
