import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Writes journals into a folder of their own, by name, and clears them away after the work. */
export const withFiles = async (
  files: Readonly<Record<string, string | Uint8Array | ReadonlyArray<unknown>>>,
  work: (path: (name: string) => string) => void | Promise<void>,
): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'a journal '));
  const path = (name: string): string => join(folder, name);
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), isLines(content) ? jsonLines(content) : content);
    }
    await work(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const isLines = (content: unknown): content is ReadonlyArray<unknown> => Array.isArray(content);

/** One line for each value. */
export const jsonLines = (lines: ReadonlyArray<unknown>): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join('');
