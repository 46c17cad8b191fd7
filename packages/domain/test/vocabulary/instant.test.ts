import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as fc from 'fast-check';
import {
  CalendarDate,
  firstOfMonth,
  Instant,
  InstantInput,
  isInstant,
  latest,
  plusDays,
  plusHours,
} from '../../src/vocabulary/instant.js';

const instant = (text: string): Instant => {
  if (!isInstant(text)) throw new Error(`not an instant: ${text}`);
  return text;
};

// The clock of the test's own machine room, not the domain's, is the oracle.
const anyDate = fc.date({
  min: new Date('0001-01-01T00:00:00.000Z'),
  max: new Date('9998-12-31T23:59:59.999Z'),
  noInvalidDate: true,
});

describe('Instant (V-01): UTC, in one form, so that text order is time order', () => {
  test('takes every instant of the years 1 to 9998 that a clock can show', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        expect(Instant.is(date.toISOString())).toBe(true);
      }),
    );
  });

  test('orders as time does', () => {
    fc.assert(
      fc.property(anyDate, anyDate, (a, b) => {
        expect(a.toISOString() < b.toISOString()).toBe(a < b);
      }),
    );
  });

  test.each([
    '2023-02-29T00:00:00.000Z',
    '1900-02-29T00:00:00.000Z',
    '2024-02-30T00:00:00.000Z',
    '2024-04-31T00:00:00.000Z',
    '2024-00-01T00:00:00.000Z',
    '2024-13-01T00:00:00.000Z',
    '2024-01-00T00:00:00.000Z',
    '2024-01-32T00:00:00.000Z',
    '2024-01-01T24:00:00.000Z',
    '2024-01-01T00:60:00.000Z',
    '2024-01-01T00:00:60.000Z',
    '0000-01-01T00:00:00.000Z',
    '2024-01-01T00:00:00.000+00:00',
    '2024-01-01T00:00:00.000',
    '2024-01-01T00:00:00.00Z',
    '2024-01-01T00:00:00.0000Z',
    '2024-1-1T00:00:00.000Z',
    '+02024-01-01T00:00:00.000Z',
    ' 2024-01-01T00:00:00.000Z',
    '2024-01-01T00:00:00.000Z\n',
    '',
  ])('refuses %j', (text) => {
    expect(Instant.is(text)).toBe(false);
    expect(E.isLeft(InstantInput.decode(text))).toBe(true);
  });

  test.each(['2024-02-29', '2000-02-29', '2024-04-30', '2024-12-31'])('knows %s', (day) => {
    expect(Instant.is(`${day}T23:59:59.999Z`)).toBe(true);
  });

  test('only text is an instant', () => {
    expect(
      [1_704_067_200_000, null, undefined, {}, ['2024-01-01']].filter(InstantInput.is),
    ).toEqual([]);
    expect(E.isLeft(InstantInput.decode(1_704_067_200_000))).toBe(true);
    expect(E.isLeft(InstantInput.decode(['2024-01-01']))).toBe(true);
  });
});

describe('InstantInput (V-02): what a caller may write', () => {
  test.each([
    ['2024-03-04', '2024-03-04T00:00:00.000Z'],
    ['2024-03-04T10:00:00Z', '2024-03-04T10:00:00.000Z'],
    ['2024-03-04T10:00:00.250Z', '2024-03-04T10:00:00.250Z'],
  ])('%s is %s', (written, meant) => {
    expect(InstantInput.decode(written)).toEqual(E.right(meant));
  });

  test.each(['2024-02-30', '2024-03-04T10:00Z', '2024-03-04T10:00:00', '2024-03', 'yesterday'])(
    '%s is none',
    (written) => {
      expect(E.isLeft(InstantInput.decode(written))).toBe(true);
    },
  );

  test('encodes as the one form', () => {
    expect(InstantInput.encode(instant('2024-03-04T00:00:00.000Z'))).toBe(
      '2024-03-04T00:00:00.000Z',
    );
  });
});

describe('reckoning with instants', () => {
  test('elapsed hours and days, over months, years and leap days, as a clock counts them (E-11)', () => {
    const span = fc.integer({ min: -20_000, max: 20_000 });
    const date = fc.date({
      min: new Date('0100-01-01T00:00:00.000Z'),
      max: new Date('9900-01-01T00:00:00.000Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(date, span, (start, hours) => {
        const expected = new Date(start.getTime() + hours * 3_600_000).toISOString();
        expect(plusHours(instant(start.toISOString()), hours)).toBe(expected);
      }),
      { numRuns: 1000 },
    );
    fc.assert(
      fc.property(date, span, (start, days) => {
        const expected = new Date(start.getTime() + days * 86_400_000).toISOString();
        expect(plusDays(instant(start.toISOString()), days)).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });

  test('48 hours after the last evening of a leap February (E-11)', () => {
    expect(plusHours(instant('2024-02-28T22:30:15.125Z'), 48)).toBe('2024-03-01T22:30:15.125Z');
    expect(plusHours(instant('2023-02-28T22:30:15.125Z'), 48)).toBe('2023-03-02T22:30:15.125Z');
    expect(plusDays(instant('2023-12-31T00:00:00.000Z'), 1)).toBe('2024-01-01T00:00:00.000Z');
  });

  test('the first of the month is a day (E-10)', () => {
    expect(firstOfMonth(instant('2024-02-29T23:59:59.999Z'))).toBe('2024-02-01');
    expect(CalendarDate.is('2024-02-29')).toBe(true);
    expect(['2023-02-29', '2024-02-29T00:00:00.000Z', '2024-2-29'].filter(CalendarDate.is)).toEqual(
      [],
    );
  });

  test('the latest of several', () => {
    const [a, b, c] = ['2024-01-01', '2024-03-01', '2024-02-01'].map((day) =>
      instant(`${day}T00:00:00.000Z`),
    );
    expect(a && b && c && latest(a, b, c)).toBe(b);
    expect(b && latest(b)).toBe(b);
  });
});
