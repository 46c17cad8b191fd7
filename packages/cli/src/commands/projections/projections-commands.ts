import type { Command } from 'commander';
import { drop, type DropOptions } from './drop.js';
import { interruptible } from './interruptible.js';
import { addCommand, withBoth, withReadStore, type Operating } from './operating.js';
import { parkedCommands } from './parked-commands.js';
import { pause, resume, type PauseOptions } from './pause.js';
import { promote, rollback, type PromoteOptions } from './promote.js';
import { rebuild, type RebuildCommandOptions } from './rebuild.js';
import { status, watchStatus } from './status.js';
import { verifyProjections } from './verify-projections.js';

/** `incentives projections …` */
export const projectionsCommands = (program: Command, operating: Operating): void => {
  const { output } = operating;
  const group = addCommand(
    program,
    'projections',
    'Rows of read models, for operators: how they stand, rebuild, pause, parked keys.',
    'projections status',
  );

  addCommand(
    group,
    'status',
    'How far every projection is, and who folds it.',
    'projections status',
  )
    .option('--watch', 'look again every second, with rates, until Ctrl-C')
    .action(({ watch }: { readonly watch?: boolean }) =>
      withBoth(operating, 'read', (opened) =>
        watch === true
          ? interruptible((signal) =>
              watchStatus(opened, program.opts()['json'] === true, output, signal),
            )
          : status(opened),
      ),
    );
  build(
    addCommand(
      group,
      'pause <projection>',
      'Stop folding, across restarts, until it is resumed.',
      'projections pause enrollments --because "waiting for a fix"',
    ),
  )
    .requiredOption('--because <reason>', 'shown to everybody who looks')
    .option('--by <name>', 'who pauses it; the user of this machine when left out')
    .action((projection: string, options: PauseOptions) =>
      withReadStore(operating, (readStore) => pause(readStore, projection, options)),
    );
  build(
    addCommand(
      group,
      'resume <projection>',
      'End a pause or a halt.',
      'projections resume enrollments',
    ),
  ).action((projection: string, options: PauseOptions) =>
    withReadStore(operating, (readStore) => resume(readStore, projection, options)),
  );
  asking(
    addCommand(
      group,
      'rebuild <projection>',
      'Build the rows anew beside those that are read, compare, and promote what is agreed to.',
      'projections rebuild programs --plan',
      'projections rebuild programs --yes',
    ),
  ).action((projection: string, options: RebuildCommandOptions) =>
    withBoth(operating, 'read', (opened) => rebuild(opened, projection, options, output)),
  );
  asking(
    addCommand(
      group,
      'promote <projection>',
      'Read the build beside the live one instead of it.',
      'projections promote enrollments --plan',
    ),
  ).action((projection: string, options: PromoteOptions) =>
    withReadStore(operating, (readStore) => promote(readStore, projection, options, output)),
  );
  asking(
    addCommand(
      group,
      'rollback <projection>',
      'Read the build that was live before again.',
      'projections rollback enrollments --plan',
    ),
  ).action((projection: string, options: PromoteOptions) =>
    withReadStore(operating, (readStore) => rollback(readStore, projection, options, output)),
  );
  asking(
    addCommand(
      group,
      'drop <projection>',
      'Remove a build that is not live, rows and all.',
      'projections drop enrollments --plan',
    ),
  ).action((projection: string, options: DropOptions) =>
    withReadStore(operating, (readStore) => drop(readStore, projection, options, output)),
  );
  parkedCommands(group, operating);
  addCommand(
    group,
    'verify [projection]',
    'Fold the history anew and compare the rows that are read with it.',
    'projections verify',
    'projections verify enrollments',
  ).action((projection: string | undefined) =>
    withBoth(operating, 'read', (opened) => verifyProjections(opened, projection, output)),
  );
};

export const build = (command: Command): Command =>
  command.option('--build <number>', 'which build, where it is not the obvious one');

/** For what cannot be taken back by itself. */
export const asking = (command: Command): Command =>
  build(command)
    .option('--plan', 'say what would be done, and stop')
    .option('--yes', 'do it without asking');
