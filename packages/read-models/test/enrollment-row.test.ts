import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readModels } from '../src/rows/read-models.js';
import type { EnrollmentRow } from '../src/rows/enrollment-row.js';
import type { EnrollmentEvent } from '@partner-incentives/domain';
import type { StoredEvent } from '@partner-incentives/event-sourcing';
import { rowsOf } from './ask.js';
import { complete, details, enrollment } from './contoso.js';
import { stored } from './history.js';

const ids = { programId: 'IR', pla: 'UK' };
const beginnings: ReadonlyArray<string> = ['InvitationSent', 'EnrollmentStarted'];
const bannerSelected = enrollment(
  'IR',
  'UK',
  'InvitationBannerSelected',
  { invitationId: 'inv-1', userId: 'ines' },
  '2024-04-02',
);
const everything = [
  ...complete.filter(({ stream }) => stream === 'enrollment-IR_UK'),
  enrollment('IR', 'UK', 'ProfileUpdateRequired', { reasons: ['TaxProfileExpired'] }, '2024-04-01'),
  enrollment(
    'IR',
    'UK',
    'InvitationDelivered',
    { invitationId: 'inv-1', recipients: ['nils'] },
    '2024-04-02',
  ),
  bannerSelected,
  enrollment(
    'IR',
    'UK',
    'ProfileSubmitted',
    { submissionId: 's2', kind: 'update', details, by: 'ines' },
    '2024-04-03',
  ),
  enrollment(
    'IR',
    'UK',
    'ProfileRejected',
    { submissionId: 's2', reasons: ['BankDetailsInvalid'] },
    '2024-04-04',
  ),
  enrollment('IR', 'UK', 'RollForwardHeld', { fy: 2025, reasons: [] }, '2024-07-01'),
  enrollment('IR', 'UK', 'FiscalYearRolledForward', { fromFy: 2025, toFy: 2026 }, '2025-07-01'),
  enrollment(
    'IR',
    'UK',
    'EnrollmentEnded',
    { endReason: 'NoNextTerm', at: '2026-07-01T00:00:00.000Z', toFy: 2027 },
    '2026-07-01',
  ),
  {
    stream: 'enrollment-IR_UK',
    at: '2026-08-01',
    type: 'LegacyActiveSet',
    data: { programId: 'IR', pga: 'UK', active: false },
    account: 'Contoso',
  } as const,
];

const reasonsAfter = (count: number) =>
  [...rowsOf(everything.slice(0, count)).enrollments.all()][0]?.reasons;

describe('the enrollment row under time travel', () => {
  test('any selection of the events, in their order, folds without complaint into plain JSON', () => {
    const selections = fc.subarray(everything);
    fc.assert(
      fc.property(selections, (selection) => {
        const rows = [...rowsOf(selection).enrollments.all()];
        const began = selection.some(({ type }) => beginnings.includes(type));
        expect(rows).toHaveLength(began ? 1 : 0);
        for (const row of rows) {
          expect(JSON.parse(JSON.stringify(row))).toStrictEqual(row);
          expect(row).toMatchObject(ids);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('what happens to an enrollment that never began says nothing', () => {
    const rest = everything.filter(({ type }) => !beginnings.includes(type));
    expect([...rowsOf(rest).enrollments.all()]).toEqual([]);
  });

  test('reasons go with the submission that answers them', () => {
    expect(reasonsAfter(6)).toEqual(['TaxProfileExpired']);
    expect(reasonsAfter(9)).toEqual([]);
    expect(reasonsAfter(10)).toEqual(['BankDetailsInvalid']);
  });

  test('whatever an event says nothing about stays as it was', () => {
    const invitation = { invitationId: 'inv-1', recipients: ['ines'], bannerSelectedBy: [] };
    const full = {
      ...ids,
      account: 'Contoso',
      phase: 'Validating',
      since: '2024-03-01T00:00:00.000Z',
      fy: 2024,
      endReason: 'NoNextTerm',
      legacy: { accountKind: 'PGA', active: true },
      invitation,
      prefill: { bankProfileId: 'b' },
      taxProfileIds: ['t'],
      draft: details,
      submission: { submissionId: 's1', at: '2024-03-01T00:00:00.000Z' },
      reasons: ['TaxProfileExpired'],
      earningsStart: '2024-02-01',
      boundaries: [{ fy: 2024, rule: 'RF6', effectiveAt: '2023-07-01T00:00:00.000Z' }],
    } satisfies Record<keyof EnrollmentRow, unknown>;
    const [selected] = folding(bannerSelected);
    expect(selected?.(full as object as EnrollmentRow)).toStrictEqual({
      ...full,
      invitation: { ...invitation, bannerSelectedBy: ['ines'] },
    });
  });

  test('a row that was handed out never changes', () => {
    let row: EnrollmentRow | undefined;
    for (const fold of folding(...everything)) row = frozen(fold(row));
    expect(row).toMatchObject({ ...ids, phase: 'Ended' });
  });
});

const folding = (...happened: Parameters<typeof stored>[0]) =>
  stored(happened).map(
    (event) => (row: EnrollmentRow | undefined) =>
      readModels.enrollments.evolve(row, event as StoredEvent<EnrollmentEvent>),
  );

/** To change it then throws. */
const frozen = <Value>(value: Value): Value => {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(frozen);
  return Object.freeze(value);
};
