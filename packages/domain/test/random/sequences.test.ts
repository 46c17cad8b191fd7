import { describe, expect, test } from '@jest/globals';
import { eventSchemas } from '../../src/catalogue.js';
import { explore } from './explore.js';

describe('the domain and an independent model of it, on random sequences of commands', () => {
  test('10,000 sequences: same refusals, same events, same states, same displayed status', () => {
    const { report, seen } = explore({ count: 10_000 });
    expect(report).toBeUndefined();

    // They go deep, or agreeing would mean little.
    const everyEvent = Object.keys(eventSchemas).filter((type) => type !== 'PolicyAdopted');
    expect(everyEvent.filter((type) => !seen.has(type))).toEqual([]);
    expect([...seen]).toEqual(
      expect.arrayContaining(['2 boundaries at once', '3 boundaries at once']),
    );
  });
});
