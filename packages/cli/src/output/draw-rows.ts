import type {
  ActionRequiredRow,
  InboxRow,
  OverviewRow,
  PromptRow,
  QueueRow,
  RequirementRow,
  RoleRow,
  RollForwardRow,
} from '@partner-incentives/read-models';
import type { Colours } from './colours.js';
import { table } from './table.js';

const none = '–';
const day = (instant: string | null): string => instant?.slice(0, 10) ?? none;
const list = (items: ReadonlyArray<unknown>): string =>
  items.length === 0 ? none : items.map(words).join(', ');

/** A code as it is, or with the data it carries. */
const words = (item: unknown): string =>
  typeof item === 'object' && item !== null
    ? Object.values(item).map(String).join(' ')
    : String(item);

/** How the rows of each view look on a terminal. */
export const drawRows = {
  overview: (rows: ReadonlyArray<OverviewRow>, colours: Colours): string =>
    table(
      ['PROGRAM', 'LOCATION', 'FY', 'STATUS', 'ACTION REQUIRED', 'SINCE', 'EARNS FROM', 'RULE'],
      rows.map((row) => [
        row.programId,
        row.pla,
        row.fy === null ? none : `FY${String(row.fy).slice(-2)}`,
        coloured(row, colours),
        list(row.actions),
        day(row.since),
        row.earningsStart ?? none,
        row.statusRule,
      ]),
    ),
  actions: (rows: ReadonlyArray<ActionRequiredRow>): string =>
    table(
      ['PROGRAM', 'LOCATION', 'TO DO'],
      rows.map((row) => [
        row.programId ?? none,
        row.pla,
        row.kind === 'assignIncentivesAdmin' ? 'Assign an incentives admin' : list(row.actions),
      ]),
    ),
  requirements: (rows: ReadonlyArray<RequirementRow>): string =>
    table(
      ['', 'REQUIREMENT', 'CHECKED'],
      rows.map((row) => [row.met ? 'met' : 'not met', words(row.criterion), day(row.checkedAt)]),
    ),
  inbox: (rows: ReadonlyArray<InboxRow>): string =>
    table(
      ['PROGRAM', 'LOCATION', 'FY', 'INVITATION'],
      rows.map((row) => [row.programId, row.pla, String(row.fy), row.invitationId]),
    ),
  prompt: (rows: ReadonlyArray<PromptRow>): string =>
    table(
      ['PROMPT', 'MISSING', 'BANK', 'TAX PROFILES'],
      rows.map((row) => [
        row.prompt,
        list(row.missing),
        row.prefill ? `${row.prefill.bankProfileId} ${row.prefill.currency}` : none,
        list(row.taxProfileIds),
      ]),
    ),
  queue: (rows: ReadonlyArray<QueueRow>): string =>
    table(
      ['PROGRAM', 'LOCATION', 'SUBMISSION', 'SUBMITTED', ''],
      rows.map((row) => [
        row.programId,
        row.pla,
        row.submissionId,
        row.submittedAt,
        row.overdue ? 'overdue' : '',
      ]),
    ),
  rollForward: (rows: ReadonlyArray<RollForwardRow>): string =>
    table(
      ['PROGRAM', 'LOCATION', 'INTO', 'RULE', 'AT'],
      rows.map((row) => [
        row.programId,
        row.pla,
        `FY${String(row.fy).slice(-2)}`,
        row.rule,
        day(row.effectiveAt),
      ]),
    ),
  roles: (rows: ReadonlyArray<RoleRow>): string =>
    table(
      ['USER', 'ROLE', 'LOCATION', 'PROGRAMS'],
      rows.map((row) => [
        row.userId,
        row.role,
        row.location,
        typeof row.programs === 'string' ? row.programs : list(row.programs),
      ]),
    ),
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
