import type { Instant, StreamName } from '@partner-incentives/event-sourcing';
import type { AccountRow } from './account-row.js';
import type { EligibilityRow } from './eligibility-row.js';
import type { EnrollmentRow } from './enrollment-row.js';
import type { LocationRow } from './location-row.js';
import type { ProgramRow } from './program-row.js';

/** The rows of one model, for reading. */
export interface Table<Row> {
  /** The row that folds the stream. */
  get(stream: StreamName): Row | undefined;
  ofAccount(account: string): Iterable<Row>;
  /** By what the model indexes its rows under. */
  under(value: string): Iterable<Row>;
  all(): Iterable<Row>;
  /** Since when an event of which streams waits that could not be folded: the row, or that there is none, is as it was before. */
  readonly behind: ReadonlyMap<StreamName, Instant>;
}

/** Everything that views join. */
export interface Rows {
  readonly accounts: Table<AccountRow>;
  readonly locations: Table<LocationRow>;
  readonly programs: Table<ProgramRow>;
  readonly eligibility: Table<EligibilityRow>;
  readonly enrollments: Table<EnrollmentRow>;
}

/** A model, by the name views know its rows by. */
export type ModelName = keyof Rows;
