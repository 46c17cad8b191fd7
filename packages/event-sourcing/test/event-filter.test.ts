import { describe, expect, test } from '@jest/globals';
import { matchesFilter } from '../src/event-filter.js';
import type { EventFilter } from '../src/event-store.js';
import { streamIn } from '../src/testing/contract/stream-in.js';

const event = { stream: streamIn('abc', '1'), type: 'Opened' };

describe('a filter', () => {
  test.each<[string, EventFilter | undefined, boolean]>([
    ['without a condition takes everything', {}, true],
    ['that is left out takes everything', undefined, true],
    ['takes its category', { categories: ['x', 'abc'] }, true],
    ['does not take a category that begins alike', { categories: ['ab', 'abcd', 'abc-1'] }, false],
    ['takes its type', { types: ['Opened'] }, true],
    ['asks for both', { categories: ['abc'], types: ['Closed'] }, false],
    ['with an empty list of categories takes nothing', { categories: [] }, false],
    ['with an empty list of types takes nothing', { types: [] }, false],
  ])('%s', (_title, filter, expected) => {
    expect(matchesFilter(filter)(event)).toBe(expected);
  });
});
