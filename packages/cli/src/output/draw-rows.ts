import type {
  ActionRequiredRow,
  InboxRow,
  NoAccessRow,
  OverviewRow,
  PromptRow,
  QueueRow,
  RequirementRow,
  RoleRow,
  RollForwardRow,
} from '@partner-incentives/read-models';
import type { NameOf } from '../store/naming.js';
import type { Colours } from './colours.js';
import { table } from './table.js';
import { day, fiscalYear, lines, none, phrase } from './words.js';

/** What drawing depends on beside the rows. */
export interface Drawing {
  readonly viewer: string;
  readonly colours: Colours;
  readonly nameOf: NameOf;
}

const rowsOrNothing = <Row>(
  rows: ReadonlyArray<Row>,
  { viewer }: Drawing,
  head: ReadonlyArray<string>,
  cells: (row: Row) => ReadonlyArray<string>,
): string => (rows.length === 0 ? `Nothing for ${viewer}.` : table(head, rows.map(cells)));

/** How the rows of each view look to people. */
export const draw = {
  overview: (rows: ReadonlyArray<OverviewRow>, drawing: Drawing): string =>
    rowsOrNothing(
      rows,
      drawing,
      ['PROGRAM', 'LOCATION', 'FY', 'STATUS', 'ACTION REQUIRED', 'SINCE'],
      (row) => [
        row.programId,
        row.pla,
        fiscalYear(row.fy),
        coloured(row, drawing.colours),
        lines(row.actions),
        day(row.since),
      ],
    ),

  noAccess: async (
    rows: ReadonlyArray<NoAccessRow>,
    { viewer, nameOf }: Drawing,
  ): Promise<string> =>
    [
      `No access: ${await nameOf(viewer)} has no incentives role. These can assign one:`,
      '',
      table(
        ['NAME', 'ACCOUNT', 'ROLE'],
        await Promise.all(
          rows.map(async ({ userId, pga, roles }) => [
            await nameOf(userId),
            pga,
            roles.map((role) => roleNames[role]).join(', '),
          ]),
        ),
      ),
    ].join('\n'),

  actions: (rows: ReadonlyArray<ActionRequiredRow>, drawing: Drawing): string =>
    rowsOrNothing(rows, drawing, ['PROGRAM', 'LOCATION', 'TO DO'], (row) => [
      row.programId ?? 'any',
      row.pla,
      row.kind === 'assignIncentivesAdmin' ? 'Assign an incentives admin' : lines(row.actions),
    ]),

  requirements: (rows: ReadonlyArray<RequirementRow>, drawing: Drawing): string =>
    rowsOrNothing(rows, drawing, ['', 'REQUIREMENT', 'CHECKED'], (row) => [
      row.met ? 'met' : 'not met',
      phrase(row.criterion),
      day(row.checkedAt),
    ]),

  inbox: (rows: ReadonlyArray<InboxRow>, drawing: Drawing): string =>
    rowsOrNothing(rows, drawing, ['PROGRAM', 'LOCATION', 'FY', 'INVITATION'], (row) => [
      row.programId,
      row.pla,
      fiscalYear(row.fy),
      row.invitationId,
    ]),

  prompt: (rows: ReadonlyArray<PromptRow>, drawing: Drawing): string =>
    rowsOrNothing(rows, drawing, ['PROMPT', 'MISSING', 'BANK', 'TAX PROFILES'], (row) => [
      row.prompt,
      lines(row.missing),
      row.prefill ? `${row.prefill.bankProfileId} ${row.prefill.currency}` : none,
      row.taxProfileIds.join('\n') || none,
    ]),

  queue: (rows: ReadonlyArray<QueueRow>, drawing: Drawing): string =>
    rowsOrNothing(rows, drawing, ['PROGRAM', 'LOCATION', 'SUBMITTED', '', 'SUBMISSION'], (row) => [
      row.programId,
      row.pla,
      row.submittedAt,
      row.overdue ? drawing.colours.red('overdue') : '',
      row.submissionId,
    ]),

  rollForward: (rows: ReadonlyArray<RollForwardRow>, drawing: Drawing): string =>
    rowsOrNothing(rows, drawing, ['PROGRAM', 'LOCATION', 'INTO', 'RULE', 'AT'], (row) => [
      row.programId,
      row.pla,
      fiscalYear(row.fy),
      row.rule,
      day(row.effectiveAt),
    ]),

  roles: async (rows: ReadonlyArray<RoleRow>, drawing: Drawing): Promise<string> => {
    const named = await Promise.all(
      rows.map(async (row) => ({ ...row, name: await drawing.nameOf(row.userId) })),
    );
    return rowsOrNothing(
      named,
      drawing,
      ['USER', 'NAME', 'ROLE', 'LOCATION', 'PROGRAMS'],
      (row) => [
        row.userId,
        row.name,
        roleNames[row.role],
        row.location,
        typeof row.programs === 'string' ? row.programs : row.programs.join('\n'),
      ],
    );
  },
} as const;

const roleNames: Readonly<Record<RoleRow['role'], string>> = {
  GA: 'Global admin',
  AA: 'Account admin',
  MPA: 'MPN partner admin',
  UMA: 'User management admin',
  AG: 'Admin agent',
  IA: 'Incentives admin',
  IU: 'Incentives user',
};

const coloured = ({ status, label }: OverviewRow, colours: Colours): string => {
  switch (status) {
    case 'Enrolled':
      return colours.green(label);
    case 'ActionRequired':
    case 'Invited':
      return colours.yellow(label);
    case 'Ineligible':
      return colours.red(label);
    case 'Enrolling':
    case 'ValidatingEnrollment':
    case 'Inactive':
    case 'Discontinued':
      return label;
  }
};
