import type { Instant as InstantText } from '@partner-incentives/event-sourcing';
import * as t from 'io-ts';

/** An instant in UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`: text order is time order (V-01). */
export type Instant = InstantText;

const full =
  /^(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
const bareDate = /^\d{4}-\d\d-\d\d$/;
const noFraction = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

export const isInstant = (text: string): text is Instant =>
  full.test(text) &&
  Number(text.slice(8, 10)) <= daysInMonth(Number(text.slice(0, 4)), Number(text.slice(5, 7)));

/** The one form that is recorded. */
export const Instant = t.refinement(t.string, isInstant, 'Instant');

/** Also a bare date (00:00Z of that day, V-02) or an instant without a fraction; always yields the full form. */
export const InstantInput = new t.Type<Instant, string, unknown>(
  'Instant',
  Instant.is,
  (value, context) => {
    const text = typeof value === 'string' ? toFullForm(value) : undefined;
    return text !== undefined && isInstant(text) ? t.success(text) : t.failure(value, context);
  },
  (instant) => instant,
);

const toFullForm = (text: string): string =>
  bareDate.test(text)
    ? `${text}T00:00:00.000Z`
    : noFraction.test(text)
      ? `${text.slice(0, -1)}.000Z`
      : text;

/** A day without a time, `YYYY-MM-DD`. */
export const CalendarDate = t.refinement(
  t.string,
  (text): text is CalendarDate => bareDate.test(text) && isInstant(`${text}T00:00:00.000Z`),
  'CalendarDate',
);
declare const calendarDate: unique symbol;
export type CalendarDate = string & { readonly [calendarDate]: true };

/** The first day of the month that the instant falls in. */
export const firstOfMonth = (instant: Instant): CalendarDate =>
  `${instant.slice(0, 7)}-01` as CalendarDate;

export const latest = (first: Instant, ...rest: ReadonlyArray<Instant>): Instant =>
  rest.reduce((a, b) => (b > a ? b : a), first);

/** Elapsed time, never calendar arithmetic: 48 hours are 48 × 60 minutes. */
export const plusHours = (instant: Instant, hours: number): Instant => {
  const [year, month, day, hour] = [
    [0, 4],
    [5, 7],
    [8, 10],
    [11, 13],
  ].map(([from, to]) => Number(instant.slice(from, to))) as [number, number, number, number];
  const total = daysFromEpoch(year, month, day) * 24 + hour + hours;
  const days = Math.floor(total / 24);
  return `${dateOfDay(days)}T${pad(total - days * 24, 2)}${instant.slice(13)}` as Instant;
};

export const plusDays = (instant: Instant, days: number): Instant => plusHours(instant, days * 24);

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

// Days since 1970-01-01 in the proleptic Gregorian calendar, counting years from March so that the leap day is last.
const daysFromEpoch = (year: number, month: number, day: number): number => {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
};

const dateOfDay = (days: number): string => {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
};
