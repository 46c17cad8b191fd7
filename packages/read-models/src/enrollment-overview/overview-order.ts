import type { StatusCode } from '@partner-incentives/domain';
import type { Instant } from '@partner-incentives/event-sourcing';
import { byProgramThenLocation, textOrder } from '../order.js';
import type { OverviewSort } from './selection.js';

/** What rows are put in order by. */
export interface Sortable {
  readonly programId: string;
  readonly pla: string;
  readonly status: StatusCode;
  readonly since: Instant | null;
}

/** What waits for somebody first, what is over last. */
export const statusOrder: ReadonlyArray<StatusCode> = [
  'ActionRequired',
  'Invited',
  'ValidatingEnrollment',
  'Enrolling',
  'Enrolled',
  'Ineligible',
  'Inactive',
  'Discontinued',
];

type Compare = (a: Sortable, b: Sortable) => number;

const ranks = Object.fromEntries(statusOrder.map((status, rank) => [status, rank]));
const rank = (status: StatusCode): number => ranks[status] ?? statusOrder.length;

const first: Readonly<Record<OverviewSort, Compare>> = {
  program: () => 0,
  location: (a, b) => textOrder(a.pla, b.pla),
  status: (a, b) => rank(a.status) - rank(b.status),
  since: (a, b) => textOrder(b.since ?? '', a.since ?? ''),
};

/** The order of the rows; total, as no two rows have program and location in common. */
export const overviewOrder = (sortBy: OverviewSort): Compare => {
  const compare = first[sortBy];
  return (a, b) => compare(a, b) || byProgramThenLocation(a, b);
};

/** A place in the order, as text: no id and no instant holds the `_` between its parts. */
export const cursorAt = (
  { status, since, programId, pla }: Sortable,
  sortBy: OverviewSort,
): string => [sortBy, status, since ?? '', programId, pla].join('_');

/** The place that a cursor of this order means; `undefined`: it is none. */
export const placeOf = (cursor: string, sortBy: OverviewSort): Sortable | undefined => {
  const [sorted, status, since = '', programId = '', pla = '', ...more] = cursor.split('_');
  const known = statusOrder.find((code) => code === status);
  if (sorted !== sortBy || known === undefined || pla === '' || more.length > 0) return undefined;
  return { programId, pla, status: known, since: since === '' ? null : (since as Instant) };
};
