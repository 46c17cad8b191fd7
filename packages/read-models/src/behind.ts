import { streams, type PartnerId, type ProgramId } from '@partner-incentives/domain';
import type { Instant } from '@partner-incentives/event-sourcing';
import type { ModelName, Table } from './rows/rows.js';

/** The mark of an answer that may be stale: an event of something it was made from could not be folded, and waits. */
export interface Behind {
  /** Since when the first of them waits. Absent normally. */
  readonly behindSince?: Instant;
}

/** What an answer is about. */
interface About {
  readonly pga?: PartnerId;
  readonly programId?: ProgramId;
  readonly pla?: PartnerId;
}

type Marked = { readonly [Model in ModelName]?: Pick<Table<unknown>, 'behind'> };

/** The mark of what was made from the rows of these models about something. */
export const behindAt = (rows: Marked, about: About): Behind =>
  Object.values(rows).some(({ behind }) => behind.size > 0) ? earliest(marks(rows, about)) : none;

const marks = (
  rows: Marked,
  { pga, programId, pla }: About,
): ReadonlyArray<Instant | undefined> => {
  const at = pla === undefined ? pga : pla;
  const placed = programId !== undefined && at !== undefined;
  return [
    pga && rows.accounts?.behind.get(streams.partnerAccount(pga)),
    pla && rows.locations?.behind.get(streams.partnerLocation(pla)),
    programId && rows.programs?.behind.get(streams.program(programId)),
    placed ? rows.eligibility?.behind.get(streams.eligibility(programId, at)) : undefined,
    placed ? rows.enrollments?.behind.get(streams.enrollment(programId, at)) : undefined,
  ];
};

/** The mark for several at once. */
export const earliest = (sinces: Iterable<Instant | undefined>): Behind => {
  const [behindSince] = [...sinces].filter((since) => since !== undefined).toSorted();
  return behindSince === undefined ? none : { behindSince };
};

const none: Behind = {};
