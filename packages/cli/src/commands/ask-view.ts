import { ActorText } from '@partner-incentives/domain';
import type { Instant } from '@partner-incentives/event-sourcing';
import type { Command } from 'commander';
import * as E from 'fp-ts/lib/Either.js';
import { CliError } from '../exit-code.js';
import { coloursFor } from '../output/colours.js';
import type { Output, Report } from '../output/report.js';
import { counted } from '../output/spans.js';
import type { OpenedReadStore } from '../read-store/open-read-store.js';
import { keptQueries } from '../store/kept-queries.js';
import { namesIn } from '../store/naming.js';
import type { OpenedStore } from '../store/opened-store.js';
import { queriesAt } from '../store/queries-at.js';
import { instantOption } from './instant-option.js';
import type { ViewCommand } from './view-commands.js';

export interface ViewOptions {
  readonly as?: string;
  readonly at?: string;
  readonly knownAt?: string;
  readonly locale?: string;
  /** Answers from kept rows as they are, however far behind. */
  readonly stale?: boolean;
}

export const viewOptions = (command: Command): Command =>
  command
    .option('--as <user>', 'who looks: a user id, or system:MS')
    .option('--at <instant>', 'as it was then: from what was effective by that instant')
    .option('--known-at <instant>', 'as it was known then: from what was recorded by that instant')
    .option('--locale <tag>', 'language of the statuses: en, fr, sv, or a tag such as fr-CA')
    .option('--stale', 'with --read-store: the rows as they are, however far behind');

/**
 * Asks a view as somebody sees it, at the store's own "now" unless `--at` says another instant: then from what was
 * effective by it. `--known-at`: from what was recorded by it. The moment is said with the answer.
 */
export const askView = async (
  { usage, viewer: usual, ask }: ViewCommand,
  args: ReadonlyArray<string>,
  { as = usual, at, knownAt, locale, stale }: ViewOptions,
  { store, directory }: OpenedStore,
  output: Output,
  kept?: OpenedReadStore,
): Promise<Report> => {
  const viewer = viewerOf(as, usage);
  const moment = {
    ...given('asOf', instantOption('--at', at)),
    ...given('knownAt', instantOption('--known-at', knownAt)),
  };
  // Rows are kept of how it is now: looking back folds the events.
  const isNow = moment.asOf === undefined && moment.knownAt === undefined;
  const { queries, now } =
    kept !== undefined && isNow
      ? await keptQueries({ store, directory }, kept.readStore, { stale })
      : await queriesAt({ store, directory }, moment);
  const question = { viewer, ...given('now', now), ...given('locale', locale) };
  const { rows, draw } = await ask(queries, question, args);
  const nameOf = namesIn(directory);
  const drawn = await draw({ viewer, nameOf, colours: coloursFor(output) });
  return {
    status: 'pass',
    data: rows,
    text: [drawn, '', await seen(viewer, nameOf, now, moment.knownAt), ...behind(rows)].join('\n'),
  };
};

/** Rows that miss events that could not be folded. */
const behind = (rows: ReadonlyArray<unknown>): ReadonlyArray<string> => {
  const marked = rows.filter(
    (row) => typeof row === 'object' && row !== null && 'behindSince' in row,
  ).length;
  return marked === 0
    ? []
    : [
        `! ${counted(marked, 'row')} of these ${marked === 1 ? 'misses' : 'miss'} what was recorded last → incentives projections parked list`,
      ];
};

const viewerOf = (as: string | undefined, usage: string): string => {
  const next = 'incentives events --type UserAdded lists the users';
  if (as === undefined) {
    throw new CliError(`${usage} needs to know who looks: --as <user>`, next);
  }
  if (E.isRight(ActorText.decode(as))) return as;
  throw new CliError(`expected --as to be a user id or system:MS, got ${JSON.stringify(as)}`, next);
};

const given = <Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [K in Key]?: Value } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [K in Key]: Value });

const seen = async (
  viewer: string,
  nameOf: (userId: string) => Promise<string>,
  now: Instant | undefined,
  knownAt: Instant | undefined,
): Promise<string> => {
  if (now === undefined) return 'The store holds no events yet: incentives start plays a year.';
  const name = await nameOf(viewer);
  const who = name === viewer ? viewer : `${name} (${viewer})`;
  const known = knownAt === undefined ? '' : `, from what was recorded by ${knownAt}`;
  return `As ${who} sees it at ${now}${known}.`;
};
