import type { FiscalYear, PartnerId, Policy, ProgramId } from '@partner-incentives/domain';
import type { Instant, Position } from '@partner-incentives/event-sourcing';
import {
  foundUnder,
  joinedBy,
  views,
  type ActionRequiredRow,
  type Asked,
  type InboxRow,
  type NoAccessRow,
  type OverviewRow,
  type OverviewSelection,
  type Page,
  type PageAsked,
  type PromptRow,
  type QueueRow,
  type RequirementRow,
  type RoleRow,
  type RollForwardRow,
  type Rows,
  type Viewer,
} from '@partner-incentives/read-models';
import { checkQuestion } from './malformed-question.js';
import type { RowSource } from './row-source.js';

/** Who asks, and what the answer should assume. */
export interface Question {
  /** A user id, or `system:MS`. */
  readonly viewer: string;
  /** The clock's now when left out. */
  readonly now?: Instant;
  /** English when left out; `fr`, `sv`, or a tag such as `fr-FR`. */
  readonly locale?: string;
  /** Answers with everything recorded up to here, such as the `position` that a command answered: never older than one's own writing. */
  readonly minPosition?: Position;
  /** How long to wait for that, in milliseconds; 5,000. */
  readonly timeoutMs?: number;
}

type Ask<Row, Parameters = unknown> = (
  question: Question & Parameters,
) => Promise<ReadonlyArray<Row>>;

/** All rows of the selection, or with `page` some at a time. */
export interface AskOverview {
  (
    question: Question & OverviewSelection & { readonly page: PageAsked },
  ): Promise<Page<OverviewRow>>;
  (
    question: Question & OverviewSelection & { readonly page?: undefined },
  ): Promise<ReadonlyArray<OverviewRow>>;
}

/** One location in one program. */
export interface Place {
  readonly programId: ProgramId;
  readonly pla: PartnerId;
}

/**
 * The questions of domain.md §3.5. Each is answered within the viewer's scope: who has none gets no rows. Rows sort by
 * program, then location. A row made from something that is behind, because an event of it could not be folded, says so
 * by `behindSince`.
 *
 * Each rejects with `MalformedQuestion` where the question is none; with `NotYetThere` where `minPosition` is not
 * reached in time; over a read store with `RowsNotBuilt` where it has no rows of this version, and with
 * `ReadStoreUnavailable`; else with `StoreUnavailable` or `UnreadableHistory`.
 */
export interface Queries {
  /** Status, action and resources of every location in every program, or of those selected. */
  readonly overview: AskOverview;
  /** Whom to ask, for a member who may see no overview at all. */
  readonly noAccess: Ask<NoAccessRow>;
  /** What the viewer has to do, "assign an incentives admin" included. */
  readonly actions: Ask<ActionRequiredRow>;
  readonly requirements: Ask<RequirementRow, Place>;
  /** Invitation banners that the viewer has not selected. */
  readonly inbox: Ask<InboxRow>;
  /** Submit or Continue, with what is missing: one row. */
  readonly prompt: Ask<PromptRow, Place>;
  /** For Microsoft: submissions without a verdict. */
  readonly queue: Ask<QueueRow>;
  /** For Microsoft: what fiscal-year boundaries did; `fy` is the year rolled into, all of them when left out. */
  readonly rollForward: Ask<RollForwardRow, { readonly fy?: FiscalYear }>;
  /** Who holds what where. */
  readonly roles: Ask<RoleRow>;
}

/** The queries over rows, whichever way those were folded. */
export const queriesOver = (
  rowsFor: RowSource,
  policy: () => Policy,
  now: () => Instant,
): Queries => {
  const ask =
    <Parameters extends object, Answer>(
      name: keyof typeof views,
      view: (rows: Rows, asked: Asked & Parameters) => Answer,
      under?: (question: Parameters) => string,
    ) =>
    async (question: Question & Parameters): Promise<Answer> => {
      checkQuestion(question);
      const { minPosition, timeoutMs = 5_000 } = question;
      const viewer = viewerOf(question.viewer);
      const rows = await rowsFor({
        viewer,
        models: joinedBy(name),
        timeoutMs,
        ...(minPosition !== undefined && { minPosition }),
        ...(under && { under: under(question) }),
      });
      return view(rows, {
        ...question,
        viewer,
        now: question.now ?? now(),
        locale: question.locale ?? 'en',
        policy: policy(),
      });
    };
  return {
    overview: ask('overview', overview) as AskOverview,
    noAccess: ask('noAccess', views.noAccess),
    actions: ask('actions', views.actions),
    requirements: ask('requirements', views.requirements),
    inbox: ask('inbox', views.inbox),
    prompt: ask('prompt', views.prompt),
    queue: ask('queue', views.queue, () => foundUnder.awaitingVerdict),
    rollForward: ask('rollForward', views.rollForward, ({ fy }) => foundUnder.boundary(fy)),
    roles: ask('roles', views.roles),
  };
};

const overview = (
  rows: Rows,
  { page, ...asked }: Asked & OverviewSelection & { readonly page?: PageAsked },
) =>
  page === undefined ? views.overview(rows, asked) : views.overviewPage(rows, { ...asked, page });

const viewerOf = (viewer: string): Viewer =>
  viewer.startsWith('system:') ? { kind: 'system', id: viewer.slice('system:'.length) } : viewer;
