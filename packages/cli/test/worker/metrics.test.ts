import { afterEach, expect, test } from '@jest/globals';
import { metrics } from '@opentelemetry/api';
import { collectMetrics, type Metrics } from '../../src/worker/metrics.js';

let collected: Metrics;
afterEach(() => collected.stop());

const lines = async (name: string): Promise<ReadonlyArray<string>> =>
  (await collected.text()).split('\n').filter((line) => line.startsWith(name));

test('a gauge tells what is observed now, and no more what was; a counter counts on', async () => {
  collected = collectMetrics();
  const meter = metrics.getMeter('a test');
  let observed: ReadonlyArray<string> = ['catchingUp'];
  meter.createObservableGauge('state').addCallback((result) => {
    for (const state of observed) result.observe(1, { state });
  });
  const counter = meter.createCounter('events_total');
  counter.add(2);
  expect(await lines('state')).toEqual(['state{state="catchingUp"} 1']);
  observed = ['live'];
  counter.add(3);
  expect(await lines('state')).toEqual(['state{state="live"} 1']);
  expect(await lines('events_total')).toEqual(['events_total 5']);
  observed = [];
  expect(await lines('state')).toEqual([]);
  expect(await lines('events_total')).toEqual(['events_total 5']);
});
