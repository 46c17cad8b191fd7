import type { DomainEvent, Handler } from '@partner-incentives/event-sourcing';
import type { EnrollmentRow } from './enrollment-row.js';

/** A row that nobody has seen yet. */
export type NewRow = { -readonly [Field in keyof EnrollmentRow]: EnrollmentRow[Field] };

type Change<Event> = (row: NewRow, event: Event, before: EnrollmentRow) => void;

/** An event that changes the row, if there is one: a copy of it, since rows that were handed out never change. */
export const changed =
  <Event extends DomainEvent>(change: Change<Event>): Handler<EnrollmentRow, Event> =>
  (before, event) => {
    if (before === undefined) return undefined;
    const row = copyOf(before);
    change(row, event, before);
    return row;
  };

/**
 * Field by field, always in this order: an object with so many fields, some of them absent, is spread twenty times more
 * slowly, as soon as engines have seen it in a dozen forms.
 */
const copyOf = (row: EnrollmentRow): NewRow => {
  const { programId, pla, phase, since, taxProfileIds, reasons, boundaries } = row;
  const copy: NewRow = { programId, pla, phase, since, taxProfileIds, reasons, boundaries };
  if (row.account !== undefined) copy.account = row.account;
  if (row.fy !== undefined) copy.fy = row.fy;
  if (row.endReason !== undefined) copy.endReason = row.endReason;
  if (row.legacy !== undefined) copy.legacy = row.legacy;
  if (row.invitation !== undefined) copy.invitation = row.invitation;
  if (row.prefill !== undefined) copy.prefill = row.prefill;
  if (row.draft !== undefined) copy.draft = row.draft;
  if (row.submission !== undefined) copy.submission = row.submission;
  if (row.earningsStart !== undefined) copy.earningsStart = row.earningsStart;
  return copy;
};
