import { describe, expect, test } from '@jest/globals';
import { given, microsoft } from './ask.js';
import { complete, enrollment, inProgress, invited, validating } from './contoso.js';
import type { Happened } from './history.js';

const boundary = '2024-07-01';
const T = '2024-07-01T00:00:00.000Z';
const rolled = enrollment(
  'IR',
  'UK',
  'FiscalYearRolledForward',
  { fromFy: 2024, toFy: 2025 },
  boundary,
);
const held = enrollment(
  'IR',
  'UK',
  'RollForwardHeld',
  { fy: 2025, reasons: ['TaxProfileExpired'] },
  boundary,
);
const ended = (endReason: string, toFy?: number) =>
  enrollment(
    'IR',
    'UK',
    'EnrollmentEnded',
    { endReason, at: T, ...(toFy !== undefined && { toFy }) },
    boundary,
  );
const report = (history: ReadonlyArray<Happened>, fy?: number) =>
  given(...history).rollForward(microsoft, '2024-07-02', fy);

describe('the roll-forward report (§6.2)', () => {
  test.each([
    ['RF1', [...complete, ended('NoNextTerm', 2025)]],
    ['RF2', [...complete, ended('AgreementLapsed', 2025)]],
    ['RF3', [...validating, ended('EligibilityLost', 2025)]],
    ['RF4', [...invited, ended('NotCompletedInTerm', 2025)]],
    ['RF5', [...inProgress, held]],
    ['RF6', [...validating, rolled]],
    ['RF7', [...validating, held]],
    ['RF8', [...complete, held]],
    ['RF9', [...complete, rolled]],
  ])('%s is told from the event and the phase before', (rule, history) => {
    expect(report(history, 2025)).toEqual([
      { programId: 'IR', pla: 'UK', fy: 2025, rule, effectiveAt: T },
    ]);
  });

  test('the fresh invitation of RF4 keeps the outcome on record', () => {
    const fresh = enrollment(
      'IR',
      'UK',
      'InvitationSent',
      {
        fy: 2025,
        invitationId: 'inv-2',
        subject: 'Partner Incentive Enrollment Invitation',
        from: 'Microsoft Partner Center',
        recipients: ['ines'],
        emailed: true,
        namesIncentivesAdmin: true,
      },
      boundary,
    );
    const history = [...invited, ended('NotCompletedInTerm', 2025), fresh];
    expect(report(history, 2025)).toMatchObject([{ rule: 'RF4' }]);
    expect(given(...history).status('ines', 'IR', 'UK', '2024-07-02')).toMatchObject({
      status: 'Invited',
      fy: 2025,
    });
  });

  test('an enrollment that ended in the middle of the year is no outcome of a boundary', () => {
    expect(report([...complete, ended('EligibilityLost')])).toEqual([]);
  });

  test('several years stand one by one; another year has no rows', () => {
    const again = enrollment(
      'IR',
      'UK',
      'FiscalYearRolledForward',
      { fromFy: 2025, toFy: 2026 },
      '2025-07-01',
    );
    const history = [...complete, rolled, again];
    expect(report(history).map(({ fy, rule }) => [fy, rule])).toEqual([
      [2025, 'RF9'],
      [2026, 'RF9'],
    ]);
    expect(report(history, 2026)).toHaveLength(1);
    expect(report(history, 2027)).toEqual([]);
  });

  test('a held enrollment earns nothing until it is validated again (E-09)', () => {
    expect(given(...complete, held).status('ines', 'IR', 'UK', '2024-07-02')).toMatchObject({
      status: 'ActionRequired',
      fy: 2025,
      earningsStart: null,
      actions: ['UpdateTaxProfile'],
    });
  });

  test('nobody but Microsoft sees it', () => {
    for (const viewer of ['ines', 'gina', 'MS']) {
      expect(given(...complete, rolled).rollForward(viewer, '2024-07-02')).toEqual([]);
    }
  });
});
