import { Command, CommanderError, Option } from 'commander';
import { ask, type Asked, type AskOptions } from './commands/ask.js';
import { listEvents, type EventOptions } from './commands/list-events.js';
import { runJournal } from './commands/run-journal.js';
import { printSchema } from './commands/print-schema.js';
import { start } from './commands/start.js';
import { takeBackup } from './commands/take-backup.js';
import { verify } from './commands/verify.js';
import { exitCode } from './exit-code.js';
import { explain } from './explain.js';
import { complain, say, type Output, type Report } from './output/report.js';
import { defaultStore, openStore } from './store/open-store.js';
import type { OpenedStore } from './store/opened-store.js';
import { stageOf, type StoreStage } from './store/stage-of.js';

interface CommonOptions {
  readonly store: string;
  readonly json?: boolean;
}

/** Runs the command line and answers the exit code. */
export const runProgram = async (args: ReadonlyArray<string>, output: Output): Promise<number> => {
  let code: number = exitCode.ok;

  const onStore = (work: (opened: OpenedStore) => Promise<Report>) => async (): Promise<void> => {
    const { store, json = false } = program.opts<CommonOptions>();
    const opened = await openStore(store);
    try {
      code = say(await work(opened), json, output);
    } finally {
      await opened.close();
    }
  };
  const onStage = (work: (stage: StoreStage, opened: OpenedStore) => Promise<Report>) =>
    onStore(async (opened) => work(await stageOf(opened), opened));

  const program = new Command('incentives')
    .option('--json', 'print { version, status, data, diagnostics }')
    .addOption(
      new Option('--store <url>', 'sqlite:path or memory:')
        .default(defaultStore)
        .env('INCENTIVES_STORE'),
    )
    .configureHelp({ showGlobalOptions: true })
    .description('A partner incentive programme as events: play it, look at it, verify it.')
    .version('0.1.0')
    .exitOverride()
    .configureOutput({ writeOut: output.out, writeErr: output.err })
    .showHelpAfterError('(incentives --help shows what there is)');

  const command = (usage: string, summary: string, example: string): Command =>
    program
      .command(usage)
      .description(summary)
      .addHelpText('after', `\nExample:\n  $ incentives ${example}`);

  command(
    'start [journal]',
    'Open or create the store, play a year into it if it is empty, and show the table.',
    'start',
  )
    .addOption(asOption)
    .action((journal: string | undefined, options: AskOptions) =>
      onStage((stage, opened) => start(journal, stage, opened, options, output))(),
    );

  command(
    'run <journal>',
    'Play a journal, and check what it expects.',
    'run my-year.jsonl --store memory:',
  ).action((journal: string) => onStage((stage) => runJournal(journal, stage, output))());

  const view = (usage: string, summary: string, example: string): Command =>
    command(usage, summary, example)
      .addOption(asOption)
      .option('--at <instant>', 'as it was: from what was effective by then')
      .option('--known-at <instant>', 'from what was recorded by then')
      .option('--locale <tag>', 'language of the labels: en, fr, sv');
  const asked = (what: Asked, options: AskOptions): Promise<void> =>
    onStage((stage) => ask(stage, what, options, output))();

  view(
    'overview',
    'Status, action and resources of every location in every program.',
    'overview --as ines',
  ).action((options: AskOptions) => asked({ view: 'overview' }, options));
  view('actions', 'What somebody has to do.', 'actions --as gina').action((options: AskOptions) =>
    asked({ view: 'actions' }, options),
  );
  view(
    'requirements <program> <location>',
    'Which requirements of a program a location meets.',
    'requirements IR UK --as ines',
  ).action((programId: string, pla: string, options: AskOptions) =>
    asked({ view: 'requirements', programId, pla }, options),
  );
  view('inbox', 'Invitation banners not selected yet.', 'inbox --as ines').action(
    (options: AskOptions) => asked({ view: 'inbox' }, options),
  );
  view(
    'prompt <program> <location>',
    'Submit or Continue, and what is missing.',
    'prompt IR UK --as ines',
  ).action((programId: string, pla: string, options: AskOptions) =>
    asked({ view: 'prompt', programId, pla }, options),
  );
  view('queue', 'For Microsoft: submissions without a verdict.', 'queue').action(
    (options: AskOptions) => asked({ view: 'queue' }, options),
  );
  view(
    'roll-forward [fy]',
    'For Microsoft: what a fiscal-year boundary did.',
    'roll-forward FY25',
  ).action((fy: string | undefined, options: AskOptions) =>
    asked({ view: 'rollForward', ...(fy === undefined ? {} : { fy }) }, options),
  );
  view('roles', 'Who holds what where.', 'roles --as gina').action((options: AskOptions) =>
    asked({ view: 'roles' }, options),
  );

  command(
    'events [stream]',
    'The recorded events, of one stream or of all.',
    'events enrollment-IR_UK --type ProfileValidated',
  )
    .option('--type <type>', 'of this type')
    .option('--user <id>', 'by or about this user')
    .option('--location <id>', 'at this location')
    .option('--from <instant>', 'effective at or after')
    .option('--to <instant>', 'effective before')
    .action((stream: string | undefined, options: EventOptions) =>
      onStore(({ store }) => listEvents(store, stream, options))(),
    );

  command(
    'verify',
    'Compute every hash chain anew, and name the first event that was changed.',
    'verify',
  ).action(() => onStore(({ store }) => verify(store))());

  command(
    'backup <file>',
    'Copy the embedded store while others write. Restoring is copying it back.',
    'backup incentives-backup.db',
  ).action((file: string) => onStore((opened) => takeBackup(opened, file))());

  command(
    'schema <what>',
    'JSON Schema of commands, events or journal lines.',
    'schema commands',
  ).action((what: string, { json = false }: CommonOptions) => {
    code = say(printSchema(what), json, output);
  });

  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? exitCode.ok : exitCode.usage;
    }
    const { message, next } = explain(error);
    return complain(message, next, args.includes('--json'), output);
  }
};

const asOption = new Option('--as <user>', 'who looks: a user id, or system:MS');
