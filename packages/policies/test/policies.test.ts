import { describe, expect, test } from '@jest/globals';
import { policies } from '@partner-incentives/policies';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { askedAfter } from './asked.js';
import { complete, contoso, evaluated, mpn } from './contoso.js';
import { indexOf, stored } from './history.js';

const src = join(import.meta.dirname, '../src');
const folders = readdirSync(src).filter((name) => name.startsWith('when-'));

describe('the policies', () => {
  test('are one folder each, by the same name, with a README', () => {
    expect(policies.map(({ name }) => name).toSorted()).toEqual(folders.toSorted());
    expect(folders.filter((name) => !existsSync(join(src, name, 'README.md')))).toEqual([]);
  });

  test('ask the same of the same event and the same history', () => {
    const history = [
      ...contoso,
      ...complete('IR', 'UK'),
      evaluated('IR', 'UK', '2024-01-01', [mpn]),
    ];
    expect(askedAfter(...history)).toEqual(askedAfter(...history));
    expect(askedAfter(...history)).not.toEqual([]);
  });

  test('leave the event and the index as they were', () => {
    const history = [...contoso, ...complete('IR', 'UK')];
    const index = indexOf(history);
    for (const [n, happened] of history.entries()) {
      const event = Object.freeze(stored(happened, n));
      for (const policy of policies) {
        for (const target of policy.targets(event, index)) policy.react(event, target);
      }
    }
    expect(index).toEqual(indexOf(history));
  });
});
