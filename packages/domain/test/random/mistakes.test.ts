import { describe, expect, test } from '@jest/globals';
import { explore } from './explore.js';
import { mistakes } from './mistakes.js';

const count = 10_000;

describe('mistakes planted into the domain', () => {
  test.each(Object.entries(mistakes))('the model notices when %s', (_, mistake) => {
    const { report, routes } = explore({ count, mistake });
    expect(report).toContain('The domain and the model part on ');
    expect(routes).toBeLessThan(count);
  });

  test('are told as a journal of nothing but what leads to it', () => {
    const mistake = mistakes['an update clears the start of earnings (E-09)'];
    const { report = '' } = explore({ count, ...(mistake && { mistake }) });
    const [about, , , , ...lines] = report.split('\n');
    expect(about).toMatch(/part on enrollment-/);
    // From the first tenant to the second submission, and not one command about anything else.
    const commands = lines.flatMap((line) => /"command":{"type":"(\w+)"/.exec(line)?.[1] ?? []);
    expect(commands[0]).toBe('AssociateTenant');
    expect(commands.filter((type) => type === 'SubmitProfile')).toHaveLength(2);
    expect(commands.at(-1)).toBe('SubmitProfile');
    expect(commands.length).toBeLessThan(30);
  });
});
