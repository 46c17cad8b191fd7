import { describe, expect, test } from '@jest/globals';
import { compareSurvivors, type ListedSurvivor } from '../../src/mutation/compare-survivors.js';
import { survivorsOf, totalsOf, type MutationReport } from '../../src/mutation/survivors.js';

const source = ['const sum =', '  1 + 2;', 'const same = 1 + 2;', ''].join('\n');

const mutant = (
  line: number,
  column: number,
  length: number,
  replacement: string,
  status: string,
) => ({
  mutatorName: 'ArithmeticOperator',
  replacement,
  status,
  location: { start: { line, column }, end: { line, column: column + length } },
});

const report = (...mutants: ReadonlyArray<ReturnType<typeof mutant>>): MutationReport => ({
  files: { 'sum.ts': { source, mutants } },
});

const listed = (more: Partial<ListedSurvivor> = {}): ListedSurvivor => ({
  file: 'sum.ts',
  mutator: 'ArithmeticOperator',
  original: '1 + 2',
  replacement: '1 - 2',
  reason: 'nobody reads the sum',
  ...more,
});

const second = mutant(3, 14, 5, '1 - 2', 'Survived');
const survived = survivorsOf(report(mutant(2, 3, 5, '1 - 2', 'Survived')));

describe('the list of surviving mutants (#3 §7)', () => {
  test('a survivor that the list knows passes', () => {
    expect(compareSurvivors(survived, [listed()])).toEqual({
      known: [listed()],
      fresh: [],
      stale: [],
    });
  });

  test('a survivor that the list does not know is new', () => {
    expect(compareSurvivors(survived, []).fresh).toEqual(survived);
  });

  test('a survivor listed without a reason is new', () => {
    expect(compareSurvivors(survived, [listed({ reason: ' ' })])).toMatchObject({
      known: [],
      fresh: survived,
    });
  });

  test('a listed mutant that is killed now, or whose source has changed, is stale', () => {
    const killed = survivorsOf(report(mutant(2, 3, 5, '1 - 2', 'Killed')));
    expect(compareSurvivors(killed, [listed()]).stale).toEqual([listed()]);
    const other = listed({ original: '1 + 3' });
    expect(compareSurvivors(survived, [listed(), other]).stale).toEqual([other]);
  });

  test('a mutant is told from another of the same text by its place among them, killed ones counted', () => {
    expect(survivorsOf(report(second, mutant(2, 3, 5, '1 - 2', 'Killed')))).toEqual([
      expect.objectContaining({ original: '1 + 2', occurrence: 2 }),
    ]);
    expect(compareSurvivors(survived, [listed({ occurrence: 2 })])).toMatchObject({
      fresh: survived,
      stale: [listed({ occurrence: 2 })],
    });
  });

  test('a mutated text of several lines is told as one', () => {
    const block = mutant(1, 13, 0, '{}', 'NoCoverage');
    const whole = {
      ...block,
      location: { start: { line: 1, column: 7 }, end: { line: 2, column: 8 } },
    };
    expect(survivorsOf(report(whole))).toEqual([
      expect.objectContaining({ original: 'sum = 1 + 2', replacement: '{}' }),
    ]);
  });

  test('the totals count each way a mutant ended', () => {
    expect(totalsOf(report(second, second, mutant(2, 3, 5, '2', 'Killed')))).toEqual({
      Survived: 2,
      Killed: 1,
    });
  });
});
