import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inMemoryCheckpoints } from '../../src/checkpoints.js';
import { copyEvents, type CopyOptions } from '../../src/copy/copy-events.js';
import { inMemoryEventStore } from '../../src/in-memory-event-store.js';
import { inMemoryLog, type InMemoryLog } from '../../src/in-memory-log.js';
import { appendFaults, Died, faultyTarget, type AppendFault } from './faulty-target.js';
import { anyLog, categories, eventAt, logOf, oursIn, streamsIn } from './random-log.js';

type Copy = (options: CopyOptions) => Promise<unknown>;

const at = { numRuns: 150 };
const backOff = async (): Promise<void> => undefined;
const concurrency = fc.constantFrom(1, 2, 5);

/** Copies, dies where the faults say so, is run again until it is through; the logs afterwards. */
const copied = async (
  copy: Copy,
  source: InMemoryLog,
  options: {
    readonly concurrency: number;
    readonly faultOf?: (sending: number) => AppendFault | undefined;
    readonly withMark?: boolean;
    readonly into?: InMemoryLog;
  },
): Promise<InMemoryLog> => {
  const log = options.into ?? inMemoryLog();
  const checkpoints = inMemoryCheckpoints();
  const to = faultyTarget(inMemoryEventStore({ log }), options.faultOf ?? (() => undefined));
  const run = () =>
    copy({
      from: inMemoryEventStore({ log: source }),
      to,
      categories,
      concurrency: options.concurrency,
      backOff,
      ...(options.withMark && { resume: { checkpoints, name: 'copy' } }),
    });
  for (;;) {
    try {
      await run();
      return log;
    } catch (error) {
      if (!(error instanceof Died)) throw error;
    }
  }
};

/** A stranger's events first: positions of a copy are its own. */
const used = (): InMemoryLog => logOf([{ stream: 'stranger-9', events: 3 }]);

const isFaithful = (copy: Copy) =>
  fc.asyncProperty(anyLog(), concurrency, fc.boolean(), async (appends, width, withMark) => {
    const source = logOf(appends);
    const log = await copied(copy, source, { concurrency: width, withMark, into: used() });
    expect(streamsIn(log)).toEqual(streamsIn(source));
    if (width === 1) expect(oursIn(log)).toEqual(oursIn(source));
    expect(log.events.length - oursIn(log).length).toBe(used().events.length);
  });

describe('a copy of any log', () => {
  test('holds the same events at the same places, in the same order with one append at a time', () =>
    fc.assert(isFaithful(copyEvents), at));

  test('is the same however many answers are lost, stores are away and processes die', () =>
    fc.assert(
      fc.asyncProperty(
        anyLog(),
        concurrency,
        fc.boolean(),
        fc.array(fc.option(fc.constantFrom(...appendFaults), { nil: undefined }), {
          maxLength: 60,
        }),
        async (appends, width, withMark, faults) => {
          const source = logOf(appends);
          const faultOf = (sending: number) => faults[sending - 1];
          const log = await copied(copyEvents, source, { concurrency: width, withMark, faultOf });
          expect(streamsIn(log)).toEqual(streamsIn(source));
          if (width === 1) expect(oursIn(log)).toEqual(oursIn(source));
        },
      ),
      at,
    ));

  test.each(appendFaults)('is the same after a fault at each of its appends: %s', async (fault) => {
    const source = logOf(
      ['order-1', 'order-2', 'order-1', 'order-1', 'customer-1', 'order-2'].map((stream) => ({
        stream,
        events: 3,
      })),
    );
    for (const width of [1, 3]) {
      for (let faulty = 1; faulty <= 6; faulty += 1) {
        const faultOf = (sending: number) => (sending === faulty ? fault : undefined);
        const log = await copied(copyEvents, source, { concurrency: width, faultOf });
        expect(streamsIn(log)).toEqual(streamsIn(source));
      }
    }
  });

  test('goes on where an earlier one stopped in the midst of any stream', () =>
    fc.assert(
      fc.asyncProperty(anyLog(), fc.nat(), concurrency, async (appends, cut, width) => {
        const source = logOf(appends);
        const log = inMemoryLog();
        for (const { stream, revision } of source.events.slice(
          0,
          cut % (source.events.length + 1),
        )) {
          if (categories.some((category) => stream.startsWith(`${category}-`)))
            log.record(stream, [eventAt(stream, revision)]);
        }
        await copied(copyEvents, source, { concurrency: width, into: log });
        expect(streamsIn(log)).toEqual(streamsIn(source));
      }),
      at,
    ));
});

describe('the property catches a copy that', () => {
  const writesTo =
    (change: (to: CopyOptions['to']) => CopyOptions['to']): Copy =>
    (options) =>
      copyEvents({ ...options, to: change(options.to) }).catch(() => undefined);

  test.each<[string, Copy]>([
    [
      'writes half of each append',
      writesTo((to) => ({
        ...to,
        append: (stream, expected, [first]) => to.append(stream, expected, [first]),
      })),
    ],
    [
      'leaves the schema version behind',
      writesTo((to) => ({
        ...to,
        append: (stream, expected, [first, ...rest]) =>
          to.append(stream, expected, [
            { ...first, schemaVersion: 1 },
            ...rest.map((event) => ({ ...event, schemaVersion: 1 })),
          ]),
      })),
    ],
    ['takes events of others along', (options) => copyEvents({ ...options, categories: theirs })],
    ['forgets a category', (options) => copyEvents({ ...options, categories: ['order'] })],
  ])('%s', async (_bug, copy) => {
    const { failed } = await fc.check(isFaithful(copy), at);
    expect(failed).toBe(true);
  });
});

const theirs = [...categories, 'stranger', 'ordering'];
