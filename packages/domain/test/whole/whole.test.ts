import { describe, expect, test } from '@jest/globals';
import { exploreWhole } from './explore-whole.js';

describe('the library with its policies and views, and a model with process managers of its own', () => {
  test('random sequences: the same answers, the same consequences, the same overviews', async () => {
    expect(await exploreWhole(40)).toBeUndefined();
  }, 240_000);
});
