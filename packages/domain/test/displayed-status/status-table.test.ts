import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { displayedStatus, type StatusInput } from '../../src/displayed-status/displayed-status.js';

const [header = '', ...lines] = readFileSync(new URL('status-table.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n');

const programs = ['Upcoming', 'Open', 'Closed', 'Discontinued'] as const;
const accounts = ['PLA', 'LegacyActive', 'LegacyInactive'] as const;
const eligibilities = ['NoCriteria', 'Met', 'NotMet', 'Unknown'] as const;
const phases = [
  'None',
  'Invited',
  'InProgress',
  'Validating',
  'Complete',
  'EndedIneligible',
  'EndedInactive',
] as const;
const viewers = ['IA', 'InScopeNonIA', 'OutOfScope'] as const;

const inputs: ReadonlyArray<StatusInput> = programs.flatMap((program) =>
  accounts.flatMap((account) =>
    eligibilities.flatMap((eligibility) =>
      phases.flatMap((phase) =>
        viewers.map((viewer) => ({ program, account, eligibility, phase, viewer })),
      ),
    ),
  ),
);

const written = (input: StatusInput): string => {
  const { program, account, eligibility, phase, viewer } = input;
  const { rule, status, action } = displayedStatus(input);
  const column = action === 'none' ? '-' : action;
  return [program, account, eligibility, phase, viewer, rule, status, column].join(',');
};

describe('the displayed status (§3.5)', () => {
  test('the oracle names every one of the 1,008 combinations once', () => {
    expect(header).toBe('program,account,eligibility,phase,viewer,rule,status,action');
    expect(new Set(lines).size).toBe(1008);
    expect(inputs).toHaveLength(1008);
  });

  test.each(['S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7', 'S8', 'S9', 'S10', 'S11', 'S12'])(
    'every combination that the oracle gives to %s gets that rule, its status and its action',
    (rule) => {
      const expected = lines.filter((line) => line.split(',')[5] === rule);
      expect(expected.length).toBeGreaterThan(0);
      expect(inputs.map(written).filter((line) => line.split(',')[5] === rule)).toEqual(expected);
    },
  );
});
