import { describe, expect, test } from '@jest/globals';
import { askedAfter } from './asked.js';
import {
  closed,
  complete,
  contoso,
  designation,
  ended,
  evaluated,
  invited,
  mpn,
  started,
  submitted,
} from './contoso.js';
import type { Happened } from './history.js';

const ineligible = 'when-a-location-is-not-eligible-then-end-its-enrollment';
const end = (programId: string, pla: string, endReason: string) => ({
  type: 'EndEnrollment',
  programId,
  pla,
  endReason,
});

const phases: ReadonlyArray<readonly [string, ReadonlyArray<Happened>]> = [
  ['Invited', [invited('IR', 'UK', '2023-07-02')]],
  ['InProgress', [started('IR', 'UK', '2023-07-02')]],
  ['Validating', [started('IR', 'UK', '2023-07-02'), submitted('IR', 'UK', '2023-07-03')]],
  ['Complete', complete('IR', 'UK')],
];

describe('I-09, §6.3: a location that is not eligible does not stay enrolled', () => {
  test.each(phases)('in phase %s the enrollment is to end', (_, before) => {
    expect(
      askedAfter(...contoso, ...before, evaluated('IR', 'UK', '2023-09-01', [designation])),
    ).toEqual([[ineligible, end('IR', 'UK', 'EligibilityLost')]]);
  });

  test('where an unmet criterion is an agreement, the reason is AgreementLapsed', () => {
    expect(
      askedAfter(
        ...contoso,
        ...complete('IR', 'UK'),
        evaluated('IR', 'UK', '2023-09-01', [designation, mpn]),
      ),
    ).toEqual([[ineligible, end('IR', 'UK', 'AgreementLapsed')]]);
  });

  test.each([
    ['None', []],
    ['Ended', [...complete('IR', 'UK'), ended('IR', 'UK', '2023-08-30')]],
  ])('in phase %s there is nothing to end', (_, before) => {
    expect(
      askedAfter(...contoso, ...before, evaluated('IR', 'UK', '2023-09-01', [designation])),
    ).toEqual([]);
  });
});

describe('§6.3: a location that closes leaves every program', () => {
  test.each(phases)('in phase %s the enrollment is to end with LocationClosed', (_, before) => {
    expect(askedAfter(...contoso, ...before, closed('UK', '2023-09-01'))).toEqual([
      ['when-a-location-closes-then-end-its-enrollments', end('IR', 'UK', 'LocationClosed')],
    ]);
  });

  test('ended, legacy and other locations’ enrollments are left alone', () => {
    const legacy: Happened = {
      at: '2023-07-01',
      type: 'LegacyEnrollmentImported',
      data: { programId: 'IR', pga: 'Contoso', accountKind: 'PGA', active: true },
    };
    expect(
      askedAfter(
        ...contoso,
        legacy,
        ...complete('DB', 'UK'),
        ended('DB', 'UK', '2023-08-30'),
        ...complete('IR', 'FR'),
        ...complete('OPEN', 'UK'),
        closed('UK', '2023-09-01'),
      ),
    ).toEqual([
      ['when-a-location-closes-then-end-its-enrollments', end('OPEN', 'UK', 'LocationClosed')],
    ]);
  });
});
