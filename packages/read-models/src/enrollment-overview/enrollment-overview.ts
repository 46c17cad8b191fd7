import {
  actionColumn,
  displayedStatus,
  missing,
  payoutRulesAt,
  statusInput,
  statusLabel,
  termInForce,
  type ActionCode,
  type CalendarDate,
  type DisplayedStatus,
  type FiscalYear,
  type PartnerId,
  type ProgramId,
  type StatusCode,
  type StatusInput,
  type StatusRule,
  type Url,
} from '@partner-incentives/domain';
import type { Instant } from '@partner-incentives/event-sourcing';
import { byProgramThenLocation } from '../order.js';
import type { View } from '../view.js';
import { candidates, type Candidate } from './candidates.js';

/** How a location stands in a program, as this viewer sees it (§3.5). */
export interface OverviewRow {
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
export const enrollmentOverview: View<OverviewRow> = (rows, asked) =>
  candidates(rows, asked)
    .map((candidate) => overviewRow(candidate, asked.locale))
    .filter((row) => row !== undefined)
    .toSorted(byProgramThenLocation);

const overviewRow = (candidate: Candidate, locale: string): OverviewRow | undefined => {
  const input = statusInput(candidate);
  const shown = displayedStatus(input);
  const { status, rule } = shown;
  if (status === 'NotShown') return undefined;
  const { program, pla, now } = candidate;
  // What can be started again looks as if nothing had begun.
  const presented = input.phase === 'None' ? undefined : candidate.enrollment;
  return {
    programId: program.programId,
    pla,
    fy: (presented === undefined ? termInForce(program, now)?.fy : presented.fy) ?? null,
    status,
    statusRule: rule,
    actions: actionsShown(candidate, input, shown),
    resources: program.guideUrl === undefined ? [] : [program.guideUrl],
    since: presented?.since ?? null,
    earningsStart: presented?.earningsStart ?? null,
    label: statusLabel(status, locale),
  };
};

const actionsShown = (
  candidate: Candidate,
  { eligibility }: StatusInput,
  shown: DisplayedStatus,
): ReadonlyArray<ActionCode> => {
  const actions = actionColumn(shown, () => outstanding(candidate));
  // L-03: by switch the link stands under every status, where there are criteria to look at.
  const linked = candidate.policy.requirementsLinkAlways && eligibility !== 'NoCriteria';
  return linked ? [...new Set([...actions, 'SeeEligibilityRequirements' as const])] : actions;
};

const outstanding = ({ program, account, location, enrollment, now }: Candidate) => {
  const { reasons = [], draft = { bank: [] } } = enrollment ?? {};
  const rules = payoutRulesAt(program, now);
  return { reasons, missing: missing(draft, rules, { account, location }, now) };
};
