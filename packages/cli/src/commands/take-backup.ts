import { CliError } from '../exit-code.js';
import type { Report } from '../output/report.js';
import type { OpenedStore } from '../store/opened-store.js';

/** Copies the store into a file of its own. */
export const takeBackup = async (opened: OpenedStore, file: string): Promise<Report> => {
  if (opened.backup === undefined) {
    throw new CliError(
      `${opened.name} has no file to copy`,
      'incentives copy --from … --to sqlite:<path> copies what it holds',
    );
  }
  await opened.backup(file);
  return {
    status: 'pass',
    data: { store: opened.name, file },
    text: [
      `✓ ${opened.name} is copied to ${file}.`,
      'To restore it, stop all writers and workers, copy it back, and delete what lies beside it as -wal and -shm.\nNames and e-mails are not in it: they stay erasable.',
    ].join('\n'),
  };
};
