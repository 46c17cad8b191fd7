import type { Policy } from '@partner-incentives/domain';
import type { Instant } from '@partner-incentives/event-sourcing';
import type { ModelName, Rows } from './rows/rows.js';

/** Who looks: a user, by id, or a system of Microsoft's. */
export type Viewer = string | { readonly kind: 'system'; readonly id: string };

/** What an answer depends on beside rows. */
export interface Asked {
  readonly viewer: Viewer;
  readonly now: Instant;
  /** A locale tag such as `fr-FR`. */
  readonly locale: string;
  readonly policy: Policy;
}

/**
 * An answer to one question: joins rows of the models within the viewer's scope. A viewer without scope gets no rows,
 * never an error; what is outside of it is indistinguishable from what does not exist.
 */
export type View<Row, Parameters = unknown, Model extends ModelName = ModelName> = (
  rows: Pick<Rows, Model>,
  asked: Asked & Parameters,
) => ReadonlyArray<Row>;
