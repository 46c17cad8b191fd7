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
import type { Asked, View } from '../view.js';
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
    .flatMap((candidate) => overviewRow(candidate, asked))
    .toSorted(byProgramThenLocation);

const overviewRow = (candidate: Candidate, asked: Asked): ReadonlyArray<OverviewRow> => {
  const { viewer, now, policy, locale } = asked;
  if (typeof viewer !== 'string') return [];
  const input = statusInput({ ...candidate, viewer, policy, now });
  const shown = displayedStatus(input);
  const { status } = shown;
  if (status === 'NotShown') return [];
  const { program, pla } = candidate;
  return [
    {
      programId: program.programId,
      pla,
      ...standing(candidate, input, now),
      status,
      statusRule: shown.rule,
      actions: actionsShown(candidate, input, shown, asked),
      resources: program.guideUrl === undefined ? [] : [program.guideUrl],
      label: statusLabel(status, locale),
    },
  ];
};

/** Of the phase presented: what can be started again looks as if nothing had begun. */
const standing = ({ program, enrollment }: Candidate, { phase }: StatusInput, now: Instant) =>
  enrollment === undefined || phase === 'None'
    ? { fy: termInForce(program, now)?.fy ?? null, since: null, earningsStart: null }
    : {
        fy: enrollment.fy ?? null,
        since: enrollment.since,
        earningsStart: enrollment.earningsStart ?? null,
      };

const actionsShown = (
  { program, account, location, enrollment }: Candidate,
  input: StatusInput,
  shown: DisplayedStatus,
  { now, policy }: Asked,
): ReadonlyArray<ActionCode> => {
  const actions = actionColumn(shown, () => ({
    reasons: enrollment?.reasons ?? [],
    missing: missing(
      enrollment?.draft ?? { bank: [] },
      payoutRulesAt(program, now),
      { account, location },
      now,
    ),
  }));
  // L-03: by switch the link stands under every status, where there are criteria to look at.
  const linked = policy.requirementsLinkAlways && input.eligibility !== 'NoCriteria';
  return linked ? [...new Set([...actions, 'SeeEligibilityRequirements' as const])] : actions;
};
