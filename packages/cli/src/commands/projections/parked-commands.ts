import type { Command } from 'commander';
import { addCommand, withBoth, withReadStore, type Operating } from './operating.js';
import { parkedRetry } from './parked-retry.js';
import { parkedList, parkedShow, type ParkedOptions } from './parked.js';

/** `incentives projections parked …` */
export const parkedCommands = (projections: Command, operating: Operating): void => {
  const group = addCommand(
    projections,
    'parked',
    'Keys that wait behind an event that could not be folded.',
    'projections parked list',
  );
  addCommand(
    group,
    'list [projection]',
    'The keys that wait, of one projection or of all.',
    'projections parked list',
    'projections parked list enrollments',
  )
    .option('--build <number>', 'of this build')
    .action((projection: string | undefined, options: ParkedOptions) =>
      withReadStore(operating, (readStore) => parkedList(readStore, projection, options)),
    );
  addCommand(
    group,
    'show <projection> <key>',
    'Why a key waits, and which of its events.',
    'projections parked show enrollments enrollment-MCI_Oslo',
  )
    .option('--build <number>', 'of this build')
    .action((projection: string, key: string, options: ParkedOptions) =>
      withBoth(operating, 'read', ({ readStore, events }) =>
        parkedShow(readStore, events.store, projection, key, options),
      ),
    );
  addCommand(
    group,
    'retry <projection> [key]',
    'Fold what waits again, of one key or of all, and say what came of it.',
    'projections parked retry enrollments enrollment-MCI_Oslo',
  )
    .option('--build <number>', 'of this build')
    .action((projection: string, key: string | undefined, options: ParkedOptions) =>
      withBoth(operating, 'read', (opened) => parkedRetry(opened, projection, key, options)),
    );
};
