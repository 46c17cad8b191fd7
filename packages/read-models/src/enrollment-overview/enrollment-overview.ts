import {
  statusLabel,
  termInForce,
  type ActionCode,
  type CalendarDate,
  type FiscalYear,
  type PartnerId,
  type ProgramId,
  type StatusCode,
  type StatusRule,
  type Url,
} from '@partner-incentives/domain';
import type { Instant } from '@partner-incentives/event-sourcing';
import { behindAt, type Behind } from '../behind.js';
import type { Rows } from '../rows/rows.js';
import type { Asked, View } from '../view.js';
import { actionsShown } from './actions-shown.js';
import { cursorAt, overviewOrder, placeOf } from './overview-order.js';
import type { OverviewSelection, Page, PageAsked } from './selection.js';
import { standings, type Standing } from './standings.js';

/** How a location stands in a program, as this viewer sees it (§3.5). */
export interface OverviewRow extends Behind {
  readonly programId: ProgramId;
  readonly pla: PartnerId;
  /** Where nothing has begun: of the term in force. */
  readonly fy: FiscalYear | null;
  readonly status: StatusCode;
  /** The row of the status table that decided. */
  readonly statusRule: StatusRule;
  readonly actions: ReadonlyArray<ActionCode>;
  /** The program guide, if the program has one. */
  readonly resources: ReadonlyArray<Url>;
  /** When the phase shown began. */
  readonly since: Instant | null;
  readonly earningsStart: CalendarDate | null;
  /** The status in the viewer's language. */
  readonly label: string;
}

/** Invitations and enrollments with Status, Action and Resources (S002; domain.md §3.5). */
export const enrollmentOverview: View<OverviewRow, OverviewSelection> = (rows, asked) =>
  standings(rows, asked).map((standing) => overviewRow(rows, standing, asked.locale));

/** The same, some rows at a time. A cursor of another order is of no page: no rows. */
export const overviewPage = (
  rows: Rows,
  asked: Asked & OverviewSelection & { readonly page: PageAsked },
): Page<OverviewRow> => {
  const { sortBy = 'program', page, locale } = asked;
  const all = standings(rows, asked);
  const begin = page.after === undefined ? 0 : behindCursor(all, page.after, sortBy);
  const end = begin + page.limit;
  const last = end < all.length ? all[end - 1] : undefined;
  return {
    rows: all.slice(begin, end).map((standing) => overviewRow(rows, standing, locale)),
    total: all.length,
    ...(last && { next: cursorAt(last, sortBy) }),
  };
};

const behindCursor = (
  all: ReadonlyArray<Standing>,
  cursor: string,
  sortBy: NonNullable<OverviewSelection['sortBy']>,
): number => {
  const place = placeOf(cursor, sortBy);
  const compare = overviewOrder(sortBy);
  const begin = all.findIndex((one) => place !== undefined && compare(one, place) > 0);
  return begin === -1 ? all.length : begin;
};

const overviewRow = (rows: Rows, standing: Standing, locale: string): OverviewRow => {
  const { candidate, shown, presented, programId, pla, status, since } = standing;
  const { program, account, now } = candidate;
  return {
    programId,
    pla,
    fy: (presented === undefined ? termInForce(program, now)?.fy : presented.fy) ?? null,
    status,
    statusRule: shown.rule,
    actions: actionsShown(standing),
    resources: program.guideUrl === undefined ? [] : [program.guideUrl],
    since,
    earningsStart: presented?.earningsStart ?? null,
    label: statusLabel(status, locale),
    ...behindAt(rows, { pga: account.pga, programId, pla }),
  };
};
