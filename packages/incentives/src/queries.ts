import type { FiscalYear, PartnerId, Policy, ProgramId } from '@partner-incentives/domain';
import type { Instant } from '@partner-incentives/event-sourcing';
import {
  views,
  type ActionRequiredRow,
  type InboxRow,
  type NoAccessRow,
  type OverviewRow,
  type PromptRow,
  type QueueRow,
  type RequirementRow,
  type RoleRow,
  type RollForwardRow,
  type Rows,
  type View,
  type Viewer,
} from '@partner-incentives/read-models';

/** Who asks, and what the answer should assume. */
export interface Question {
  /** A user id, or `system:MS`. */
  readonly viewer: string;
  /** The clock's now when left out. */
  readonly now?: Instant;
  /** English when left out; `fr`, `sv`, or a tag such as `fr-FR`. */
  readonly locale?: string;
}

type Ask<Row, Parameters = unknown> = (
  question: Question & Parameters,
) => Promise<ReadonlyArray<Row>>;

/** One location in one program. */
export interface Place {
  readonly programId: ProgramId;
  readonly pla: PartnerId;
}

/**
 * The questions of domain.md §3.5. Each is answered within the viewer's scope: who has none gets no rows. Rows sort by
 * program, then location.
 */
export interface Queries {
  /** Status, action and resources of every location in every program. */
  readonly overview: Ask<OverviewRow>;
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
  rows: () => Promise<Rows>,
  policy: () => Policy,
  now: () => Instant,
): Queries => {
  const ask =
    <Row, Parameters>(view: View<Row, Parameters>): Ask<Row, Parameters> =>
    async (question) =>
      view(await rows(), {
        ...question,
        viewer: viewerOf(question.viewer),
        now: question.now ?? now(),
        locale: question.locale ?? 'en',
        policy: policy(),
      });
  return {
    overview: ask(views.overview),
    noAccess: ask(views.noAccess),
    actions: ask(views.actions),
    requirements: ask(views.requirements),
    inbox: ask(views.inbox),
    prompt: ask(views.prompt),
    queue: ask(views.queue),
    rollForward: ask(views.rollForward),
    roles: ask(views.roles),
  };
};

const viewerOf = (viewer: string): Viewer =>
  viewer.startsWith('system:') ? { kind: 'system', id: viewer.slice('system:'.length) } : viewer;
