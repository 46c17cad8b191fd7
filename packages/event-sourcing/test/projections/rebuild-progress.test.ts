import { expect, test } from '@jest/globals';
import type { BuildStatus } from '../../src/index.js';
import { rebuildProgress } from '../../src/projections/rebuild-progress.js';

const status = (applied: number): BuildStatus => ({
  build: { model: 'tallies', build: 1, schema: 1 },
  stage: 'live',
  rows: 0,
  parked: 2,
  handled: { applied, ignored: 0, foreign: 0 },
});

test('rate and time left follow from what was handled since the progress before, and from what the live build counted', () => {
  let ms = 0;
  const at = rebuildProgress(undefined, status(10_000), () => ms);
  expect(at(status(0))).toEqual({ events: 0, ofEvents: 10_000, parked: 2 });
  ms = 2_000;
  expect(at(status(4_000))).toEqual({
    events: 4_000,
    ofEvents: 10_000,
    rate: 2_000,
    etaSeconds: 3,
    parked: 2,
  });
  ms = 3_000;
  expect(at(status(12_000))).toMatchObject({ ofEvents: 12_000, rate: 8_000, etaSeconds: 0 });
});

test('where no live build has counted, nobody knows how long it takes', () => {
  let ms = 0;
  const at = rebuildProgress(undefined, undefined, () => ms);
  at(status(0));
  ms = 1_000;
  expect(at(status(5))).toEqual({ events: 5, rate: 5, parked: 2 });
});
