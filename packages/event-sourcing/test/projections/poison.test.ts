import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import {
  inMemoryEventStore,
  inMemoryLog,
  inMemoryReadStore,
  type InMemoryLog,
  type ParkedKey,
  type ReadStore,
  type RecordedEvent,
} from '../../src/index.js';
import { forgetful, refusing } from './meddling.js';
import { plainFold } from './plain-fold.js';
import { catchUp, rowsIn, until, workerOn } from './setting.js';
import { counted, event, lenientCodec, tallies, tallyOf, type Bug } from './tallies.js';

/** What is wrong with an event, and what its key is parked for. */
const kinds = {
  'an event whose fold throws': { bug: 'throws', cause: 'Threw' },
  'an event whose fold never ends': { bug: 'hangs', cause: 'Hung' },
  'an event that makes its row too large': { bug: 'huge', cause: 'TooLarge' },
  'an event whose row the database refuses': { bug: 'refused', cause: 'ValueRefused' },
  'an event of a bad schema': { bug: 'none', cause: 'Unreadable' },
} as const satisfies Record<string, { bug: Bug; cause: ParkedKey['cause'] }>;
type Kind = (typeof kinds)[keyof typeof kinds];

const length = 200;
const keys = 7;
const batchSizeAt = (at: number): number => (at % 50 === 0 ? 1 : at % 10 === 0 ? 16 : 200);

/** Everything counts by one, but for the one that is poison. */
const poisoned = (at: number, { cause }: Kind): InMemoryLog => {
  const log = inMemoryLog();
  for (let n = 0; n < length; n += 1) {
    const poison = cause === 'Unreadable' ? event('Counted', { by: null }) : counted(-1);
    log.record(tallyOf(`k${String(n % keys)}`), [n === at ? poison : counted(1)]);
  }
  return log;
};

const settings = ({ bug, cause }: Kind, at: number) => ({
  models: [tallies(bug)],
  batchSize: batchSizeAt(at),
  rowLimitBytes: 50_000,
  ...(cause === 'Hung' ? { foldDeadlineMs: 150 } : {}),
});

const upTo = (log: InMemoryLog, hides: (event: RecordedEvent) => boolean): InMemoryLog => ({
  ...log,
  events: log.events.filter((one) => !hides(one)),
});

/** What is not as it must be while the poison is there. */
const wrong = async (log: InMemoryLog, at: number, { cause }: Kind, readStore: ReadStore) => {
  const poison = log.events[at];
  if (poison === undefined) throw new Error('none');
  const { stream: key, revision, position, type } = poison;
  const [status] = await readStore.status();
  if (status === undefined) return ['there is no build'];
  const expected = plainFold(upTo(log, (one) => one.stream === key && one.revision >= revision));
  const waiting = log.events.filter((one) => one.stream === key && one.revision >= revision).length;
  const problems: Array<string> = [];
  const check = (what: string, is: unknown, must: unknown) => {
    if (!isDeepStrictEqual(is, must)) problems.push(what);
  };
  check('rows', [...(await rowsIn(readStore))], [...expected].toSorted(byKey));
  const [parked, ...others] = await readStore.parked(status.build);
  check('others parked', others, []);
  check('parked', parked && [parked.key, parked.revision, parked.position], [
    key,
    revision,
    position,
  ]);
  check('why', [parked?.type, parked?.cause, parked?.account], [type, cause, 'account-1']);
  check('waiting', parked?.waiting, waiting);
  check('checkpoint', status.checkpoint?.position, log.events.at(-1)?.position);
  check('handled', status.handled.applied, length - waiting);
  return problems;
};

const byKey = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]) =>
  one < other ? -1 : 1;

/** The bug is repaired, and an operator has the key tried again. */
const repaired = async (log: InMemoryLog, readStore: ReadStore, { cause }: Kind) => {
  const [status] = await readStore.status();
  if (status === undefined) throw new Error('no build');
  const parked = await readStore.parked(status.build);
  await readStore.askRetry(
    status.build,
    parked.map(({ key }) => key),
  );
  const codec = cause === 'Unreadable' ? { codec: lenientCodec } : {};
  const worker = workerOn(inMemoryEventStore({ log }), readStore, codec);
  worker.start();
  await until(async () => (await readStore.parked(status.build)).length === 0);
  await worker.stop();
};

describe('a poison event (reliability B5)', () => {
  test.each(Object.entries(kinds))(
    'given %s at any position, then its key is parked there, everyone else goes on, and after the repair the rows are as if nothing had happened',
    async (_name, kind) => {
      // One that never ends costs its deadline twice: those are tried at eight positions.
      const step = kind.cause === 'Hung' ? 25 : 1;
      for (let at = 0; at < length; at += step) {
        const log = poisoned(at, kind);
        const readStore = refusing(inMemoryReadStore());
        await catchUp(log, readStore, settings(kind, at));
        expect([at, await wrong(log, at, kind, readStore)]).toEqual([at, []]);
        await repaired(log, readStore, kind);
        expect([...(await rowsIn(readStore))]).toEqual([...plainFold(log)].toSorted(byKey));
        const [status] = await readStore.status();
        expect(status?.handled.applied).toBe(length);
      }
    },
    60_000,
  );

  test('given a worker that skips poison and tells nobody, then this harness says so', async () => {
    const kind = kinds['an event whose fold throws'];
    const log = poisoned(100, kind);
    const readStore = inMemoryReadStore();
    await catchUp(log, forgetful(readStore), settings(kind, 100));
    expect(await wrong(log, 100, kind, readStore)).toContain('parked');
  });
});
