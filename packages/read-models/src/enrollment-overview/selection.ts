import type { ActionCode, PartnerId, ProgramId, StatusCode } from '@partner-incentives/domain';

/** By program, then location; by location, then program; by how much a status asks for attention; by `since`, the latest first. */
export type OverviewSort = 'program' | 'location' | 'status' | 'since';

type OneOrMore<Value> = Value | ReadonlyArray<Value>;

/** Which rows of the overview, in which order. What is left out restricts nothing; of several values any will do. */
export interface OverviewSelection {
  readonly status?: OneOrMore<StatusCode>;
  readonly programId?: OneOrMore<ProgramId>;
  readonly pla?: OneOrMore<PartnerId>;
  /** Rows that offer the action. */
  readonly action?: OneOrMore<ActionCode>;
  /** `program` when left out. Rows that are equal in it stand by program, then location. */
  readonly sortBy?: OverviewSort;
}

/** Some rows at a time. */
export interface PageAsked {
  /** At most so many rows. */
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: string;
}

export interface Page<Row> {
  readonly rows: ReadonlyArray<Row>;
  /** How many there are on all pages. */
  readonly total: number;
  /** Asks for the page after this one; absent on the last. It holds its place when rows come, go or change. */
  readonly next?: string;
}

/** Whether a value is among those asked for. */
export const among = <Value>(asked: OneOrMore<Value> | undefined): ((value: Value) => boolean) => {
  if (asked === undefined) return () => true;
  const wanted = new Set<unknown>(Array.isArray(asked) ? asked : [asked]);
  return (value) => wanted.has(value);
};
