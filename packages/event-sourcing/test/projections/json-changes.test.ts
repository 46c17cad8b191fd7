import { expect, test } from '@jest/globals';
import { jsonChanges } from '../../src/projections/json-changes.js';

const row = { phase: 'Invited', draft: { banks: [{ iban: 'a' }, { iban: 'b' }] }, reasons: ['x'] };

test('equal values have no changes, whatever the order of their keys', () => {
  expect(jsonChanges(row, structuredClone(row))).toEqual([]);
  expect(jsonChanges({ a: 1, b: [null] }, { b: [null], a: 1 })).toEqual([]);
});

test('each change is told by its path, with what was there and what is', () => {
  const now = {
    phase: 'Complete',
    draft: { banks: [{ iban: 'a' }, { iban: 'c', bic: 'd' }] },
    reasons: [],
    since: 1,
  };
  expect(jsonChanges(row, now)).toEqual([
    { path: 'phase', was: 'Invited', is: 'Complete' },
    { path: 'draft.banks[1].iban', was: 'b', is: 'c' },
    { path: 'draft.banks[1].bic', was: undefined, is: 'd' },
    { path: 'reasons[0]', was: 'x', is: undefined },
    { path: 'since', was: undefined, is: 1 },
  ]);
});

test('values of other kinds differ as a whole', () => {
  expect(jsonChanges(undefined, row)).toEqual([{ path: '', was: undefined, is: row }]);
  expect(jsonChanges({ a: [1] }, { a: { 0: 1 } })).toEqual([{ path: 'a', was: [1], is: { 0: 1 } }]);
});
