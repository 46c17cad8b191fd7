import { statSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { CliError } from '../exit-code.js';

/**
 * Rejects once one of these stores, such as `sqlite:path`, is another file than when this was called, or gone: whoever
 * has it open goes on with the old one, which nobody else sees. Settles when the signal is aborted.
 */
export const untilReplaced = async (
  stores: ReadonlyArray<string>,
  signal: AbortSignal,
  everyMs = 1_000,
): Promise<void> => {
  const files = stores.flatMap((store) => /^sqlite:(.+)$/.exec(store)?.[1] ?? []);
  const opened = files.map((path) => ({ path, file: identityOf(path), wal: walOf(path) }));
  while (!signal.aborted) {
    const replaced = opened.find(
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

/** It goes with the file as long as somebody has that open; whoever restores a file takes it away. */
const walOf = (path: string): string | undefined => identityOf(`${path}-wal`);

const identityOf = (path: string): string | undefined => {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found && `${String(found.dev)}:${String(found.ino)}`;
};
