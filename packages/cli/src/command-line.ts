import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { askView, viewOptions, type ViewOptions } from './commands/ask-view.js';
import { copy, type CopyCommandOptions } from './commands/copy/copy.js';
import { listEvents, type EventOptions } from './commands/list-events.js';
import { operatorCommands } from './commands/operator-commands.js';
import { withKeptRows, type Urls } from './commands/projections/operating.js';
import { printSchema } from './commands/print-schema.js';
import { runJournal } from './commands/run-journal.js';
import { start, type StartOptions } from './commands/start.js';
import { takeBackup } from './commands/take-backup.js';
import { verify } from './commands/verify.js';
import { viewCommands } from './commands/view-commands.js';
import { progressOf } from './output/progress.js';
import type { Output, Report } from './output/report.js';
import { countingReads } from './store/counting-reads.js';
import { defaultStore, openStore } from './store/open-store.js';
import type { OpenedStore, StoreUse } from './store/opened-store.js';
import { sayWhere } from './store/say-where.js';
import { stageOf } from './store/stage-of.js';

/** What there is to type. Each command hands its report to `answer`. */
export const commandLine = (output: Output, answer: (report: Report) => void): Command => {
  const program = new Command('incentives')
    .description('A partner incentive programme as events: play it, look at it, verify it.')
    .addOption(
      new Option('--store <url>', 'sqlite:path, memory:, or esdb://host:port')
        .default(defaultStore)
        .env('INCENTIVES_STORE'),
    )
    .addOption(
      new Option('--directory <url>', 'sqlite:path for the people of an EventStoreDB').env(
        'INCENTIVES_DIRECTORY',
      ),
    )
    .addOption(
      new Option('--read-store <url>', 'of rows: postgres://host/database or sqlite:path').env(
        'INCENTIVES_READ_STORE',
      ),
    )
    .option('--json', 'print { version, status, data, diagnostics }')
    .version(version)
    .configureHelp({ showGlobalOptions: true, helpWidth: 100 })
    .exitOverride()
    .configureOutput({ writeOut: output.out, writeErr: ignore, outputError: ignore });
  const command = (usage: string, summary: string, ...examples: ReadonlyArray<string>): Command =>
    program
      .command(usage)
      .description(summary)
      .addHelpText(
        'after',
        `\nFor example:\n${examples.map((one) => `  $ incentives ${one}`).join('\n')}`,
      );

  const onStore = async (
    opening: Promise<OpenedStore>,
    work: (opened: OpenedStore) => Promise<Report>,
  ): Promise<void> => {
    const opened = await opening;
    try {
      answer(await work(opened));
    } catch (error) {
      throw sayWhere(opened, error);
    } finally {
      await opened.close();
    }
  };
  const stores = (): Urls => program.opts();
  const open = (use: StoreUse): Promise<OpenedStore> =>
    openStore(stores().store, use, stores().directory);
  const writing = (work: (opened: OpenedStore) => Promise<Report>): Promise<void> =>
    onStore(open('write'), work);
  const reading = (work: (opened: OpenedStore) => Promise<Report>): Promise<void> =>
    onStore(open('read'), async (opened) => {
      const progress = progressOf('events read', undefined, output);
      try {
        return await work({ ...opened, store: countingReads(opened.store, progress.reached) });
      } finally {
        progress.stop();
      }
    });

  command(
    'start [journal]',
    'Open or create the store, play a year into it if it is empty, and show the table.',
    'start',
    'start --as soren',
  )
    .option('--as <user>', 'whose overview to show')
    .action((journal: string | undefined, options: StartOptions) =>
      writing((opened) => start(journal, opened, { ...stores(), ...options }, output)),
    );
  command(
    'run <journal>',
    'Play a journal, and check what it expects.',
    'run examples/journals/scenario-28.jsonl --store memory:',
  ).action((journal: string) =>
    writing(async (opened) => runJournal(journal, await stageOf(opened), output)),
  );

  for (const view of viewCommands) {
    viewOptions(command(view.usage, view.summary, view.example)).action(
      (...given: ReadonlyArray<unknown>) => {
        const { args } = given.at(-1) as Command;
        const options = given.at(-2) as ViewOptions;
        return reading((opened) =>
          withKeptRows(stores().readStore, (rows) =>
            askView(view, args, options, opened, output, rows),
          ),
        );
      },
    );
  }

  command(
    'events [stream]',
    'The recorded events, of one stream or of all.',
    'events enrollment-MCI_Berlin',
    'events --type ProfileValidated --location Oslo --from 2024-07-01',
  )
    .option('--type <type>', 'of this type')
    .option('--user <id>', 'by or about this user')
    .option('--location <id>', 'at this location')
    .option('--from <instant>', 'effective at or after')
    .option('--to <instant>', 'effective before')
    .action((stream: string | undefined, options: EventOptions) =>
      reading(({ store }) => listEvents(store, stream, options)),
    );
  command(
    'verify',
    'Compute every hash chain anew, and name the first event that is not as it was recorded.',
    'verify',
  ).action(() => reading(({ store }) => verify(store)));
  command(
    'schema <what>',
    'JSON Schema of commands, events or journal lines: commands, events, journal.',
    'schema journal',
  ).action((what: string) => answer(printSchema(what)));
  command(
    'backup <file>',
    'Copy the embedded store while others write. Restoring is copying it back.',
    'backup incentives-backup.db',
  ).action((file: string) => reading((opened) => takeBackup(opened, file)));
  command(
    'copy',
    'Copy every event, and the people, from one store into another; again, to go on.',
    'copy --from sqlite:.data/incentives.db --to sqlite:copy.db',
  )
    .requiredOption('--from <store>', 'what to copy; nothing is changed in it')
    .requiredOption('--to <store>', 'where to; empty, or an earlier copy')
    .option(
      '--concurrency <n>',
      'appends at a time; more are faster, 1 keeps the order of the whole store',
      '1',
    )
    .action(async (options: CopyCommandOptions) =>
      answer(await copy(options, stores().directory, output)),
    );
  operatorCommands(program, { output, answer, urls: stores });
  return program;
};

const ignore = (): void => undefined;

const { version } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
) as { readonly version: string };
