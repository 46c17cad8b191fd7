import { FiscalYear, InstantInput, PartnerId, ProgramId } from '@partner-incentives/domain';
import type { Instant } from '@partner-incentives/event-sourcing';
import type { Queries } from '@partner-incentives/incentives';
import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import { CliError } from '../exit-code.js';
import { coloursFor } from '../output/colours.js';
import { drawRows } from '../output/draw-rows.js';
import type { Output, Report } from '../output/report.js';
import type { StoreStage } from '../store/stage-of.js';

/** Options of the commands that ask a view. */
export interface AskOptions {
  readonly as?: string;
  readonly at?: string;
  readonly knownAt?: string;
  readonly locale?: string;
}

/** What is asked: the view by name, with what it needs to know. */
export type Asked =
  | { readonly view: 'overview' | 'actions' | 'inbox' | 'queue' | 'roles' }
  | {
      readonly view: 'requirements' | 'prompt';
      readonly programId: string;
      readonly pla: string;
    }
  | { readonly view: 'rollForward'; readonly fy?: string };

/**
 * Asks a view as somebody sees it, at the store's own "now" unless `--at` says another instant: then from what was
 * effective by it. `--known-at`: from what was recorded by it.
 */
export const ask = async (
  stage: StoreStage,
  asked: Asked,
  options: AskOptions,
  output: Output,
): Promise<Report> => {
  const viewer =
    options.as ??
    (asked.view === 'queue' || asked.view === 'rollForward' ? 'system:MS' : undefined);
  if (viewer === undefined) {
    throw new CliError(
      `${asked.view} needs to know who looks: --as <user>`,
      'incentives events --type UserAdded lists the users',
    );
  }
  const at = instantOf(options.at, '--at');
  const knownAt = instantOf(options.knownAt, '--known-at');
  const now = at ?? knownAt ?? (await stage.lastRecordedAt());
  const queries =
    at === undefined && knownAt === undefined
      ? stage.incentives.views
      : stage.incentives.at({
          ...(at === undefined ? {} : { asOf: at }),
          ...(knownAt === undefined ? {} : { knownAt }),
        });
  const { rows, text } = await answer(queries, asked, viewer, now, options.locale, output);
  const asOf = now === undefined ? '' : `\n\nAs ${viewer} sees it at ${now}.`;
  return {
    status: 'pass',
    data: rows,
    text: rows.length === 0 ? `Nothing for ${viewer}.${asOf}` : `${text}${asOf}`,
  };
};

const answer = async (
  queries: Queries,
  asked: Asked,
  viewer: string,
  now: Instant | undefined,
  locale: string | undefined,
  output: Output,
): Promise<{ readonly rows: ReadonlyArray<unknown>; readonly text: string }> => {
  const question = {
    viewer,
    ...(now === undefined ? {} : { now }),
    ...(locale === undefined ? {} : { locale }),
  };
  switch (asked.view) {
    case 'overview': {
      const rows = await queries.overview(question);
      return { rows, text: drawRows.overview(rows, coloursFor(output)) };
    }
    case 'actions': {
      const rows = await queries.actions(question);
      return { rows, text: drawRows.actions(rows) };
    }
    case 'inbox': {
      const rows = await queries.inbox(question);
      return { rows, text: drawRows.inbox(rows) };
    }
    case 'queue': {
      const rows = await queries.queue(question);
      return { rows, text: drawRows.queue(rows) };
    }
    case 'roles': {
      const rows = await queries.roles(question);
      return { rows, text: drawRows.roles(rows) };
    }
    case 'requirements': {
      const rows = await queries.requirements({ ...question, ...placeOf(asked) });
      return { rows, text: drawRows.requirements(rows) };
    }
    case 'prompt': {
      const rows = await queries.prompt({ ...question, ...placeOf(asked) });
      return { rows, text: drawRows.prompt(rows) };
    }
    case 'rollForward': {
      const fy = asked.fy === undefined ? {} : { fy: yearOf(asked.fy) };
      const rows = await queries.rollForward({ ...question, ...fy });
      return { rows, text: drawRows.rollForward(rows) };
    }
  }
};

const placeOf = ({ programId, pla }: { readonly programId: string; readonly pla: string }) => ({
  programId: read(ProgramId, programId, 'a program id'),
  pla: read(PartnerId, pla, 'a location id'),
});

const yearOf = (text: string): FiscalYear =>
  read(
    FiscalYear,
    Number(text.replace(/^FY(?=\d{2}$)/i, '20').replace(/^FY/i, '')),
    'a fiscal year such as 2024 or FY24',
  );

export const instantOf = (text: string | undefined, option: string): Instant | undefined =>
  text === undefined
    ? undefined
    : read(InstantInput, text, `${option} as an instant such as 2024-07-01T00:00:00Z or a date`);

const read = <A>(codec: t.Type<A, unknown>, input: unknown, expected: string): A => {
  const decoded = codec.decode(input);
  if (E.isRight(decoded)) return decoded.right;
  throw new CliError(`expected ${expected}, got ${JSON.stringify(input)}`);
};
