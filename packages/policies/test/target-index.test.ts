import { describe, expect, test } from '@jest/globals';
import { targetIndex } from '@partner-incentives/policies';
import {
  agreed,
  closed,
  complete,
  contoso,
  evaluated,
  invited,
  ofEnrollment,
  ofProgram,
  registered,
  submitted,
  taxProfile,
  term,
} from './contoso.js';
import { indexOf, instant, stored, type Happened } from './history.js';
import { de, fr, ir, pga, uk } from './ids.js';

const year: ReadonlyArray<Happened> = [
  ...contoso,
  agreed('UK', '2023-07-01', {
    from: '2023-07-01T00:00:00.000Z',
    until: '2024-01-01T00:00:00.000Z',
  }),
  taxProfile('UK', '2023-07-01', '2024-03-01T00:00:00.000Z'),
  evaluated('IR', 'UK', '2023-07-01'),
  ...complete('IR', 'UK'),
  closed('FR', '2023-10-01'),
];

describe('the index', () => {
  test('holds what the domain itself would know', () => {
    const index = indexOf(year);
    expect([...index.locations.keys()]).toEqual(['UK', 'FR']);
    expect([...(index.locationsOf.get(pga) ?? [])]).toEqual(['UK', 'FR']);
    expect(index.locations.get(fr)?.facts.closed).toBe(true);
    expect(index.locations.get(uk)?.facts.taxProfiles).toMatchObject([
      { status: 'PendingValidation' },
    ]);
    expect(index.programs.get(ir)?.facts).toMatchObject({ status: 'Open', terms: [{ fy: 2024 }] });
    expect(index.eligibility.get(ir)?.get(uk)?.eligible).toBe(true);
    expect(index.enrollments.get(ir)?.get(uk)).toMatchObject({ phase: 'Complete', fy: 2024 });
  });

  test('the same events give the same index, whoever folded before', () => {
    expect(indexOf(year)).toEqual(indexOf(year));
  });

  test('two folds share nothing, and what folds begin with stays empty', () => {
    const one = indexOf(year);
    const other = indexOf([registered('DE')]);
    expect([...other.locations.keys()]).toEqual(['DE']);
    expect(one.locations.has(de)).toBe(false);
    expect(targetIndex.initial.locations.size).toBe(0);
    expect(targetIndex.initial.programs.size).toBe(0);
  });

  test('what presupposes something that is not there says nothing', () => {
    const index = indexOf([
      closed('UK', '2023-10-01'),
      term('IR', 2024),
      ofProgram('IR', '2023-07-01', 'ProgramOpened'),
    ]);
    expect(index.locations.size).toBe(0);
    expect(index.programs.size).toBe(0);
  });

  test('an event that cannot follow leaves the enrollment as it was', () => {
    const before = indexOf([...contoso, invited('IR', 'UK', '2023-07-02')]);
    expect(before.enrollments.get(ir)?.get(uk)?.phase).toBe('Invited');
    const after = targetIndex.evolve(before, stored(submitted('IR', 'UK', '2023-07-03'), 99));
    expect(after.enrollments.get(ir)?.get(uk)?.phase).toBe('Invited');
    expect(
      indexOf([...contoso, submitted('IR', 'UK', '2023-07-03')])
        .enrollments.get(ir)
        ?.get(uk),
    ).toBeUndefined();
  });

  test('a legacy enrollment stands under the id of its account (E-13)', () => {
    const index = indexOf([
      {
        at: '2023-07-01',
        type: 'LegacyEnrollmentImported',
        data: { programId: 'IR', pga: 'Contoso', accountKind: 'PGA', active: true },
      },
      {
        at: '2023-07-02',
        type: 'LegacyActiveSet',
        data: { programId: 'IR', pga: 'Contoso', active: false },
      },
    ]);
    expect(index.enrollments.get(ir)?.get(pga)).toMatchObject({ legacy: { active: false } });
  });

  test('banners and roles change nothing in it', () => {
    const before = [...contoso, invited('IR', 'UK', '2023-07-02')];
    expect(
      indexOf([
        ...before,
        ofEnrollment('IR', 'UK', '2023-07-03', 'InvitationBannerSelected', {
          invitationId: 'invitation-IR-UK',
          userId: 'ines',
        }),
        {
          at: '2023-07-03',
          type: 'RoleAssigned',
          data: {
            pga: 'Contoso',
            pla: 'UK',
            userId: 'ivan',
            role: 'IA',
            programs: 'all',
            by: 'gina',
          },
        },
      ]),
    ).toEqual(indexOf(before));
  });

  test('extending a term names the event for its end and for the start that it moved', () => {
    const { starts, ends } = indexOf([
      ...contoso,
      term('IR', 2025),
      ofProgram('IR', '2024-06-01', 'TermExtended', {
        fy: 2024,
        endsAt: '2024-10-01T00:00:00.000Z',
      }),
    ]).programs.get(ir) ?? { starts: new Map(), ends: new Map() };
    const at = (events: ReadonlyMap<number, { readonly effectiveAt: string }>) =>
      [...events].map(([fy, { effectiveAt }]) => [fy, effectiveAt]);
    expect(at(starts)).toEqual([
      [2024, instant('2023-07-01')],
      [2025, instant('2024-06-01')],
    ]);
    expect(at(ends)).toEqual([
      [2024, instant('2024-06-01')],
      [2025, instant('2023-07-01')],
    ]);
  });
});
