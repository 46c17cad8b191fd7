import { describe, expect, test } from '@jest/globals';
import { askedAfter } from './asked.js';
import {
  atLocation,
  closed,
  complete,
  contoso,
  defined,
  designation,
  ended,
  evaluated,
  invited,
  mpn,
  ofProgram,
  opened,
  registered,
  started,
} from './contoso.js';

const eligible = 'when-a-location-becomes-eligible-then-invite-it';
const opens = 'when-a-program-opens-or-a-location-migrates-then-invite-the-eligible';
const issue = (programId: string, pla: string) => ({ type: 'IssueInvitation', programId, pla });
const evaluate = (programId: string, pla: string) => ({
  type: 'EvaluateEligibility',
  programId,
  pla,
});

describe('L-06: a location that becomes eligible is invited', () => {
  test('given no enrollment, when it is found eligible, then IssueInvitation', () => {
    expect(askedAfter(...contoso, evaluated('IR', 'UK', '2023-08-01'))).toEqual([
      [eligible, issue('IR', 'UK')],
    ]);
  });

  test('given an ended enrollment, when it is found eligible again, then IssueInvitation (E-12)', () => {
    expect(
      askedAfter(
        ...contoso,
        ...complete('IR', 'UK'),
        ended('IR', 'UK', '2023-10-01'),
        evaluated('IR', 'UK', '2023-11-01'),
      ),
    ).toEqual([[eligible, issue('IR', 'UK')]]);
  });

  test.each([
    ['an invitation is out', [invited('IR', 'UK', '2023-07-02')]],
    ['the enrollment is complete', complete('IR', 'UK')],
    ['the program is closed', [ofProgram('IR', '2023-07-02', 'ProgramClosed')]],
    ['the location is closed', [closed('UK', '2023-07-02')]],
  ])('nobody is invited while %s', (_, before) => {
    expect(askedAfter(...contoso, ...before, evaluated('IR', 'UK', '2023-08-01'))).toEqual([]);
  });
});

describe('§3.6: what stood in the way is gone', () => {
  const upcoming = [registered('UK'), registered('FR'), registered('DE'), defined('IR', [mpn])];

  test('when a program opens, then locations are evaluated first, then the eligible are invited', () => {
    expect(
      askedAfter(
        ...upcoming,
        evaluated('IR', 'UK', '2023-07-02'),
        evaluated('IR', 'FR', '2023-07-02', [mpn]),
        evaluated('IR', 'DE', '2023-07-02'),
        started('IR', 'DE', '2023-07-03'),
        opened('IR', '2023-08-01'),
      ),
    ).toEqual([
      [
        'when-an-eligibility-fact-changes-then-evaluate-eligibility',
        evaluate('IR', 'UK'),
        evaluate('IR', 'FR'),
        evaluate('IR', 'DE'),
      ],
      [opens, issue('IR', 'UK')],
    ]);
  });

  test('when a location has migrated from PMC, then the open programs it is eligible for invite it (I-10)', () => {
    expect(
      askedAfter(
        ...contoso,
        defined('DB', [designation]),
        opened('DB'),
        defined('CLOSED', [designation]),
        evaluated('IR', 'UK', '2023-07-02'),
        evaluated('DB', 'UK', '2023-07-02', [designation]),
        evaluated('CLOSED', 'UK', '2023-07-02'),
        evaluated('IR', 'FR', '2023-07-02'),
        atLocation('UK', '2023-08-01', 'PmcMigrationCompleted'),
      ),
    ).toEqual([[opens, issue('IR', 'UK')]]);
  });
});
