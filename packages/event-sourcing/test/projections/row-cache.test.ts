import { expect, test } from '@jest/globals';
import { noRow, RowCache } from '../../src/projections/row-cache.js';
import { tallyOf } from './tallies.js';

const row = (bytes: number) => ({ ...noRow, bytes });
const keysIn = (cache: RowCache, names: ReadonlyArray<string>) =>
  names.filter((name) => cache.get(tallyOf(name)) !== undefined);

test('rows that were not used for longest go first, and none goes before it is asked', () => {
  const cache = new RowCache(2, 1_000);
  for (const name of ['a', 'b', 'c']) cache.put(tallyOf(name), row(1));
  expect(keysIn(cache, ['a', 'b', 'c'])).toEqual(['a', 'b', 'c']);
  cache.put(tallyOf('a'), row(2));
  cache.trim();
  expect(keysIn(cache, ['a', 'b', 'c'])).toEqual(['a', 'c']);
});

test('few rows go too, where they are large; one that shrinks counts as what it is now', () => {
  const cache = new RowCache(100, 1_000);
  cache.put(tallyOf('a'), row(900));
  cache.put(tallyOf('b'), row(900));
  cache.put(tallyOf('b'), row(50));
  cache.trim();
  expect(keysIn(cache, ['a', 'b'])).toEqual(['a', 'b']);
  cache.put(tallyOf('c'), row(51));
  cache.trim();
  expect(keysIn(cache, ['a', 'b', 'c'])).toEqual(['b', 'c']);
});
