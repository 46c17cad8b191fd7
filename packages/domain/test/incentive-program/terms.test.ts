import { describe, expect, test } from '@jest/globals';
import { contoso } from '../contoso.js';
import type { History } from '../history.js';

const at = '2023-07-02';
const schedule = (fy: number, more: object = {}) => ({
  type: 'ScheduleTerm' as const,
  programId: 'IR',
  fy,
  ...more,
});
const extend = (fy: number, endsAt: string) => ({
  type: 'ExtendTerm' as const,
  programId: 'IR',
  fy,
  endsAt,
});
const term = (fy: number, startsAt: string, endsAt: string) => ({
  fy,
  startsAt: `${startsAt}T00:00:00.000Z`,
  endsAt: `${endsAt}T00:00:00.000Z`,
});
const terms = (given: History) => (given.state('program-IR') as { readonly terms: unknown }).terms;

const fy24 = contoso.after('MS', at, schedule(2024));
const fy24And25 = fy24.after('MS', at, schedule(2025));

describe('ScheduleTerm (§3.2, V-02)', () => {
  test('given no dates, then the fiscal year’s', () => {
    expect(contoso.recorded('MS', at, schedule(2024))).toEqual({
      programId: 'IR',
      ...term(2024, '2023-07-01', '2024-07-01'),
    });
  });

  test('given one date, then the fiscal year’s other', () => {
    expect(contoso.recorded('MS', at, schedule(2020, { endsAt: '2020-10-01' }))).toMatchObject(
      term(2020, '2019-07-01', '2020-10-01'),
    );
    expect(contoso.recorded('MS', at, schedule(2021, { startsAt: '2020-10-01' }))).toMatchObject(
      term(2021, '2020-10-01', '2021-07-01'),
    );
  });

  test('terms stand by start, whatever the order of scheduling; half-open, they may touch', () => {
    const backwards = fy24And25.after('MS', at, schedule(2023));
    expect(terms(backwards)).toEqual([
      term(2023, '2022-07-01', '2023-07-01'),
      term(2024, '2023-07-01', '2024-07-01'),
      term(2025, '2024-07-01', '2025-07-01'),
    ]);
  });

  test('given the same again, then nothing (V-06)', () => {
    expect(fy24.outcome('MS', at, schedule(2024))).toEqual([]);
    expect(fy24.outcome('MS', at, schedule(2024, { startsAt: '2023-07-01' }))).toEqual([]);
  });

  test('given a term would overlap another, by however little, then TermsOverlap', () => {
    const early = schedule(2025, { startsAt: '2024-06-30T23:59:59.999Z' });
    expect(fy24.recorded('MS', at, early)).toEqual({
      _tag: 'TermsOverlap',
      rule: '§3.2',
      fixableBy: [],
      fy: 2025,
      other: term(2024, '2023-07-01', '2024-07-01'),
    });
    expect(fy24.outcome('MS', at, schedule(2023, { endsAt: '2023-07-01T00:00:00.001Z' }))).toBe(
      'TermsOverlap',
    );
    expect(
      fy24.outcome('MS', at, schedule(2025, { startsAt: '2023-01-01', endsAt: '2025-01-01' })),
    ).toBe('TermsOverlap');
  });

  test('given the year has another term already, even apart from this one, then TermsOverlap', () => {
    expect(
      fy24.recorded('MS', at, schedule(2024, { startsAt: '2024-07-01', endsAt: '2025-07-01' })),
    ).toMatchObject({ _tag: 'TermsOverlap', other: { fy: 2024 } });
  });

  test('given it would end before or when it starts, then EmptyTerm', () => {
    const empty = schedule(2024, { startsAt: '2024-07-01' });
    expect(contoso.recorded('MS', at, empty)).toEqual({
      _tag: 'EmptyTerm',
      rule: 'V-02',
      fixableBy: [],
      ...term(2024, '2024-07-01', '2024-07-01'),
    });
    expect(contoso.outcome('MS', at, schedule(2024, { startsAt: '2024-07-02' }))).toBe('EmptyTerm');
  });
});

describe('ExtendTerm (§3.2, F-04)', () => {
  test('given the term runs, then TermExtended', () => {
    const extended = fy24.after('MS', '2024-06-30T23:59:59.999Z', extend(2024, '2024-10-01'));
    expect(fy24.recorded('MS', at, extend(2024, '2024-10-01'))).toEqual({
      programId: 'IR',
      fy: 2024,
      endsAt: '2024-10-01T00:00:00.000Z',
    });
    expect(terms(extended)).toEqual([term(2024, '2023-07-01', '2024-10-01')]);
  });

  test('given the following term is scheduled, then it starts at the new end', () => {
    const extended = fy24And25.after('MS', at, extend(2024, '2024-10-01'));
    expect(terms(extended)).toEqual([
      term(2024, '2023-07-01', '2024-10-01'),
      term(2025, '2024-10-01', '2025-07-01'),
    ]);
  });

  test('given a gap that the extension stays within, then the following term stays', () => {
    const gap = fy24.after('MS', at, schedule(2025, { startsAt: '2024-10-01' }));
    expect(terms(gap.after('MS', at, extend(2024, '2024-10-01')))).toEqual([
      term(2024, '2023-07-01', '2024-10-01'),
      term(2025, '2024-10-01', '2025-07-01'),
    ]);
    expect(terms(gap.after('MS', at, extend(2024, '2024-10-02')))).toEqual([
      term(2024, '2023-07-01', '2024-10-02'),
      term(2025, '2024-10-02', '2025-07-01'),
    ]);
  });

  test('given the term has ended, from its last instant on, then TermAlreadyEnded', () => {
    expect(fy24.recorded('MS', '2024-07-01', extend(2024, '2024-10-01'))).toEqual({
      _tag: 'TermAlreadyEnded',
      rule: '§3.2',
      fixableBy: [],
      fy: 2024,
      endedAt: '2024-07-01T00:00:00.000Z',
    });
  });

  test('given the end is not later, then NotAnExtension, also for the same end', () => {
    expect(fy24.recorded('MS', at, extend(2024, '2024-07-01'))).toMatchObject({
      _tag: 'NotAnExtension',
      endsAt: '2024-07-01T00:00:00.000Z',
    });
    expect(fy24.outcome('MS', at, extend(2024, '2024-06-30'))).toBe('NotAnExtension');
  });

  test('given it would swallow the following term, then TermsOverlap', () => {
    expect(fy24And25.recorded('MS', at, extend(2024, '2025-07-01'))).toMatchObject({
      _tag: 'TermsOverlap',
      other: { fy: 2025 },
    });
    expect(fy24And25.outcome('MS', at, extend(2024, '2025-06-30'))).toEqual(['TermExtended']);
  });

  test('rejections come in order: UnknownTerm, TermAlreadyEnded, NotAnExtension, TermsOverlap', () => {
    expect(fy24.outcome('MS', '2025-01-01', extend(2023, '2020-01-01'))).toBe('UnknownTerm');
    expect(fy24.outcome('MS', '2025-01-01', extend(2024, '2020-01-01'))).toBe('TermAlreadyEnded');
  });

  test('as of an instant before the extension, the term ends as it did then (F-05)', () => {
    const extended = fy24And25.after('MS', '2024-06-01', extend(2024, '2024-10-01'));
    expect(extended.state('program-IR', '2024-05-31')).toMatchObject({
      terms: [{ endsAt: '2024-07-01T00:00:00.000Z' }, { startsAt: '2024-07-01T00:00:00.000Z' }],
    });
  });
});
