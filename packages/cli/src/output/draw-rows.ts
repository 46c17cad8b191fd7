import type {
  ActionRequiredRow,
  InboxRow,
  OverviewRow,
  PromptRow,
  QueueRow,
  RequirementRow,
  RollForwardRow,
} from '@partner-incentives/read-models';
import type { Colours } from './colours.js';
import { drawNoAccess, drawRoles } from './draw-people.js';
import { rowsOrNothing, type Drawing } from './drawing.js';
import { day, fiscalYear, lines, none, phrase } from './words.js';

/** How the rows of each view look to people. */
export const draw = {
  overview: (rows: ReadonlyArray<OverviewRow>, drawing: Drawing): string =>
    rowsOrNothing(
      rows,
      drawing,
      ['PROGRAM', 'LOCATION', 'FY', 'STATUS', 'ACTION REQUIRED', 'SINCE', 'RULE'],
      (row) => [
        row.programId,
        row.pla,
        fiscalYear(row.fy),
        coloured(row, drawing.colours),
        lines(row.actions),
        day(row.since),
        row.statusRule,
      ],
    ),

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

  roles: drawRoles,
  noAccess: drawNoAccess,
} as const;

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
