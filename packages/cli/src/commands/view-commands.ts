import { FiscalYear, PartnerId, ProgramId } from '@partner-incentives/domain';
import type { Place, Queries, Question } from '@partner-incentives/incentives';
import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import { CliError } from '../exit-code.js';
import { draw } from '../output/draw-rows.js';
import type { Drawing } from '../output/drawing.js';

/** A view as a command. */
export interface ViewCommand {
  readonly usage: string;
  readonly summary: string;
  readonly example: string;
  /** Who looks, when nobody says. */
  readonly viewer?: string;
  /** The rows, and how to draw them. */
  ask(
    queries: Queries,
    question: Question,
    args: ReadonlyArray<string>,
  ): Promise<{
    readonly rows: ReadonlyArray<unknown>;
    draw(drawing: Drawing): string | Promise<string>;
  }>;
}

const drawn =
  <Row>(
    ask: (
      queries: Queries,
      question: Question,
      args: ReadonlyArray<string>,
    ) => Promise<ReadonlyArray<Row>>,
    drawRows: (rows: ReadonlyArray<Row>, drawing: Drawing) => string | Promise<string>,
  ): ViewCommand['ask'] =>
  async (queries, question, args) => {
    const rows = await ask(queries, question, args);
    return { rows, draw: (drawing) => drawRows(rows, drawing) };
  };

const microsoft = { viewer: 'system:MS' };

export const viewCommands: ReadonlyArray<ViewCommand> = [
  {
    usage: 'overview',
    summary: 'Status, action and since when, of every location in every program.',
    example: 'overview --as priya --at 2024-01-01 --locale fr',
    ask: async (queries, question) => {
      const rows = await queries.overview(question);
      const contacts = rows.length === 0 ? await queries.noAccess(question) : [];
      return {
        rows,
        draw: (drawing) =>
          contacts.length === 0 ? draw.overview(rows, drawing) : draw.noAccess(contacts, drawing),
      };
    },
  },
  {
    usage: 'actions',
    summary: 'What somebody has to do.',
    example: 'actions --as priya',
    ask: drawn((queries, question) => queries.actions(question), draw.actions),
  },
  {
    usage: 'requirements <program> <location>',
    summary: 'Which requirements of a program a location meets.',
    example: 'requirements CSP-INDIRECT Berlin --as priya',
    ask: drawn(
      (queries, question, args) => queries.requirements({ ...question, ...placeIn(args) }),
      draw.requirements,
    ),
  },
  {
    usage: 'inbox',
    summary: 'The invitation banners that somebody has not selected yet.',
    example: 'inbox --as priya',
    ask: drawn((queries, question) => queries.inbox(question), draw.inbox),
  },
  {
    usage: 'prompt <program> <location>',
    summary: 'Submit or Continue, and what is missing.',
    example: 'prompt CSP-INDIRECT Madrid --as priya',
    ask: drawn(
      (queries, question, args) => queries.prompt({ ...question, ...placeIn(args) }),
      draw.prompt,
    ),
  },
  {
    ...microsoft,
    usage: 'queue',
    summary: 'For Microsoft: submissions without a verdict.',
    example: 'queue',
    ask: drawn((queries, question) => queries.queue(question), draw.queue),
  },
  {
    ...microsoft,
    usage: 'roll-forward [fy]',
    summary: 'For Microsoft: what the boundary into a fiscal year did, or every boundary.',
    example: 'roll-forward FY25',
    ask: drawn(
      (queries, question, [fy]) =>
        queries.rollForward({ ...question, ...(fy !== undefined && { fy: yearOf(fy) }) }),
      draw.rollForward,
    ),
  },
  {
    usage: 'roles',
    summary: 'Who holds what where.',
    example: 'roles --as tomas',
    ask: drawn((queries, question) => queries.roles(question), draw.roles),
  },
];

const placeIn = ([programId, pla]: ReadonlyArray<string>): Place => ({
  programId: read(ProgramId, programId, 'a program such as CSP-INDIRECT'),
  pla: read(PartnerId, pla, 'a location such as Berlin'),
});

const yearOf = (text: string): FiscalYear =>
  read(
    FiscalYear,
    Number(text.replace(/^FY(?=\d{2}$)/i, '20').replace(/^FY/i, '')),
    'a fiscal year such as 2024 or FY24',
    text,
  );

/** What the codec makes of an argument, or a word on what was expected. */
const read = <A>(codec: t.Type<A, unknown>, input: unknown, expected: string, given = input): A => {
  const decoded = codec.decode(input);
  if (E.isRight(decoded)) return decoded.right;
  throw new CliError(`expected ${expected}, got ${JSON.stringify(given)}`);
};
