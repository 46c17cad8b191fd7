import { statSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { CliError } from '../exit-code.js';

/** A file that somebody has open, as it was then. */
export interface OpenedFile {
  readonly path: string;
  readonly file: string | undefined;
  readonly wal: string | undefined;
}

/** The files that stores such as `sqlite:path` are: to be asked as soon as they are open. */
export const openedFiles = (...stores: ReadonlyArray<string>): ReadonlyArray<OpenedFile> =>
  stores
    .flatMap((store) => /^sqlite:(.+)$/.exec(store)?.[1] ?? [])
    .map((path) => ({ path, file: identityOf(path), wal: walOf(path) }));

/**
 * Rejects once one of these is another file than when it was opened, or gone: whoever has it open goes on with the old
 * one, which nobody else sees. Settles when the signal is aborted.
 */
export const untilReplaced = async (
  files: ReadonlyArray<OpenedFile>,
  signal: AbortSignal,
): Promise<void> => {
  while (!signal.aborted) {
    const replaced = files.find(
      ({ path, file, wal }) =>
        identityOf(path) !== file || (wal !== undefined && walOf(path) !== wal),
    );
    if (replaced !== undefined) {
      throw new CliError(
        `${replaced.path} was replaced, moved or deleted while it was open`,
        'start it again: it goes on with what is there now. Before a file is restored, stop who has it open',
      );
    }
    await setTimeout(everyMs, undefined, { signal }).catch(() => undefined);
  }
};

const everyMs = 1_000;

/** It goes with the file as long as somebody has that open; whoever restores a file takes it away. */
const walOf = (path: string): string | undefined => identityOf(`${path}-wal`);

const identityOf = (path: string): string | undefined => {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found && `${String(found.dev)}:${String(found.ino)}`;
};
