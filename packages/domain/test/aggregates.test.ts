import { describe, expect, test } from '@jest/globals';
import { aggregateFor, categories, foldOf } from '../src/aggregates.js';
import type { Command } from '../src/catalogue.js';

describe('the domain as one decider (§3.0)', () => {
  test('a command that no aggregate decides is a mistake of the caller, said by name', () => {
    const unheard: object = { type: 'Unheard' };
    expect(() => aggregateFor(unheard as Command)).toThrow('no aggregate decides Unheard');
  });

  test('a category that no aggregate has is a mistake of the caller, said by name', () => {
    expect(() => foldOf('unheard')).toThrow('no aggregate has the category unheard');
  });

  test('every category has its fold', () => {
    expect(categories.map((category) => foldOf(category).initial)).toEqual(
      categories.map(() => undefined),
    );
  });
});
