import { expect, test } from '@jest/globals';
import {
  inMemoryEventStore,
  inMemoryReadStore,
  type Build,
  type Halt,
  type LastEvent,
  type Position,
  type StreamName,
} from '@partner-incentives/event-sourcing';
import { incentivesProjections } from '@partner-incentives/incentives';
import { untilUpToDate } from '../../src/read-store/until-up-to-date.js';

const position = '0000000000000007' as Position;
const last: LastEvent = { stream: 'program-MCI' as StreamName, revision: 0, id: 'e1', position };

test.each([
  ['UpgradeRequired', position],
  ['HistoryDiverged', undefined],
] as const)(
  'rows that are halted, %s, are at %s: a place in another history is none in this one',
  async (cause: Halt['cause'], reached) => {
    const readStore = inMemoryReadStore();
    const models = incentivesProjections.models.map((one) => ({
      model: one.name,
      schema: one.version,
    }));
    const stop = async (build: Build): Promise<void> => {
      const lease = await readStore.claim(build, 'a test', 60_000);
      if (lease === undefined) throw new Error('not to be had');
      await readStore.commit(lease, {
        checkpoint: { position, origin: last.id, last },
        rows: [],
        parked: [],
        unparked: [],
        handled: { applied: 0, ignored: 1, foreign: 0 },
      });
      await readStore.halt(lease, { cause, reason: 'a test' });
    };
    for (const { build } of await readStore.builds(models)) await stop(build);
    const waited = await untilUpToDate(readStore, inMemoryEventStore());
    expect([waited.isUpToDate, waited.stopped?.cause, waited.reached]).toEqual([
      false,
      cause,
      reached,
    ]);
  },
);
