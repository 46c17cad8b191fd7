import { afterEach, expect, test } from '@jest/globals';
import { metrics, type Attributes, type MeterProvider } from '@opentelemetry/api';
import { inMemoryEventStore, inMemoryReadStore, ReadStoreUnavailable } from '../../src/index.js';
import { until, workerOn } from './setting.js';
import { counted, logOf, tallies, tallyOf } from './tallies.js';

type Observer = (result: { observe: (value: number, attributes?: Attributes) => void }) => void;

/** As much of an SDK as it takes to see what is measured. */
const recorder = () => {
  const added: Array<readonly [string, number, Attributes | undefined]> = [];
  const observers = new Map<string, Set<Observer>>();
  const adding = (name: string) => ({
    add: (value: number, attributes?: Attributes) => added.push([name, value, attributes]),
    record: (value: number, attributes?: Attributes) => added.push([name, value, attributes]),
  });
  const meter = {
    createCounter: adding,
    createHistogram: adding,
    createObservableGauge: (name: string) => {
      const callbacks = new Set<Observer>();
      observers.set(name, callbacks);
      return {
        addCallback: (observe: Observer) => callbacks.add(observe),
        removeCallback: (observe: Observer) => callbacks.delete(observe),
      };
    },
  };
  const provider = { getMeter: () => meter };
  return {
    provider: provider as object as MeterProvider,
    added,
    observed: (name: string) => {
      const values: Array<readonly [number, Attributes | undefined]> = [];
      const observe = (value: number, attributes?: Attributes) => values.push([value, attributes]);
      for (const callback of observers.get(name) ?? []) callback({ observe });
      return values;
    },
    names: () => [...observers.keys()],
  };
};

afterEach(() => {
  metrics.disable();
});

test('what a worker does and how far its builds are is measured by names, with labels that hold no position', async () => {
  const { provider, added, observed, names } = recorder();
  metrics.setGlobalMeterProvider(provider);
  const log = logOf(50, 3);
  log.record(tallyOf('k0'), [counted(-1)]);
  const readStore = inMemoryReadStore();
  const worker = workerOn(inMemoryEventStore({ log }), readStore, { models: [tallies('throws')] });
  worker.start();
  await worker.caughtUp();
  await until(() => worker.status().projections[0]?.run?.lag?.events === 0);
  const of = { projection: 'tallies', version: 1 };
  const total = (result: string) =>
    added
      .filter(([name, , labels]) => name.endsWith('events_total') && labels?.['result'] === result)
      .reduce((sum, [, value]) => sum + value, 0);
  expect(['applied', 'ignored', 'parked'].map(total)).toEqual([40, 10, 1]);
  expect(added.some(([name]) => name === 'incentives_projection_apply_seconds')).toBe(true);
  expect(observed('incentives_projection_parked_keys')).toEqual([[1, of]]);
  expect(observed('incentives_projection_lag_events')).toEqual([[0, { ...of, exact: true }]]);
  expect(observed('incentives_projection_lag_seconds')).toEqual([[0, of]]);
  expect(observed('incentives_projection_state')).toEqual([[1, { ...of, state: 'live' }]]);
  expect(observed('incentives_store_up')).toEqual([[1, undefined]]);
  expect(observed('incentives_read_store_up')).toEqual([[1, undefined]]);
  const [polled] = observed('incentives_projection_last_poll_timestamp_seconds');
  expect(Math.abs(Date.now() / 1_000 - (polled?.[0] ?? 0))).toBeLessThan(60);
  await readStore.begin('tallies', 1);
  await until(() => worker.status().projections.length === 2);
  await until(() => observed('incentives_projection_rebuild_ratio')[0]?.[0] === 1);
  await worker.stop();
  expect(names().flatMap(observed)).toEqual([]);
});

test('what nobody keeps up, as it was paused or halted, is measured by how far behind it is', async () => {
  const { provider, observed } = recorder();
  metrics.setGlobalMeterProvider(provider);
  const log = logOf(50, 3);
  log.record(tallyOf('k0'), [counted(-1)]);
  const readStore = inMemoryReadStore();
  const worker = workerOn(inMemoryEventStore({ log }), readStore, { models: [tallies('throws')] });
  worker.start();
  await worker.caughtUp();
  const build = { model: 'tallies', build: 1, schema: 1 };
  await readStore.pause(build, 'test', 'to be behind');
  await until(() => worker.status().projections[0]?.run === undefined);
  for (const n of [1, 2, 3]) log.record(tallyOf('k1'), [counted(n)]);
  const of = { projection: 'tallies', version: 1 };
  const behind = () => observed('incentives_projection_lag_events')[0];
  await until(() => behind()?.[0] === 3);
  expect(behind()).toEqual([3, { ...of, exact: true }]);
  expect(observed('incentives_projection_lag_seconds')).toHaveLength(1);
  expect(observed('incentives_projection_parked_keys')).toEqual([[1, of]]);
  expect(observed('incentives_projection_state')).toEqual([[1, { ...of, state: 'paused' }]]);
  await readStore.resume(build);
  await until(() => behind()?.[0] === 0);
  const away = async () => Promise.reject(new ReadStoreUnavailable('a test'));
  const fails = workerOn(inMemoryEventStore({ log }), { ...readStore, builds: away });
  fails.start();
  await until(() => observed('incentives_read_store_up').some(([up]) => up === 0));
  await Promise.all([fails.stop(), worker.stop()]);
});
