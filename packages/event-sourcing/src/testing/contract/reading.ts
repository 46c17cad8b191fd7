import assert from 'node:assert/strict';
import { NoStream, type ReadOptions } from '../../event-store.js';
import { clause, type ContractClause } from './clause.js';
import type { Client } from './client.js';
import { newEvents } from './new-event.js';
import type { Trial } from './trial.js';

const bounds = [undefined, 0, 1, 3, 4, 5, 9];

export const reading: ReadonlyArray<ContractClause> = [
  clause('a range forwards takes both its ends and ends with the stream', async (trial) => {
    const check = await fiveEvents(trial);
    for (const from of bounds) {
      for (const to of bounds) {
        const revisions = [0, 1, 2, 3, 4].filter((at) => at >= (from ?? 0) && at <= (to ?? 4));
        await check({ from, to, direction: 'forwards' }, revisions);
      }
    }
  }),

  clause('a range backwards takes both its ends and begins with the last event', async (trial) => {
    const check = await fiveEvents(trial);
    for (const from of bounds) {
      for (const to of bounds) {
        const revisions = [4, 3, 2, 1, 0].filter((at) => at <= (from ?? 4) && at >= (to ?? 0));
        await check({ from, to, direction: 'backwards' }, revisions);
      }
    }
  }),

  clause('a limit ends a read in either direction', async (trial) => {
    const check = await fiveEvents(trial);
    for (const limit of [0, 1, 2, 5, 6]) {
      await check({ limit }, [0, 1, 2, 3, 4].slice(0, limit));
      await check({ limit, from: 3 }, [3, 4].slice(0, limit));
      await check({ limit, direction: 'backwards' }, [4, 3, 2, 1, 0].slice(0, limit));
      await check({ limit, from: 2, direction: 'backwards' }, [2, 1, 0].slice(0, limit));
    }
  }),

  clause('a missing stream reads as empty', async (trial) => {
    const client = await trial.open();
    const missing = trial.stream('missing');
    const ranges: ReadonlyArray<ReadOptions> = [{}, { from: 3 }, { from: 0, to: 2 }, { limit: 1 }];
    for (const range of ranges) {
      assert.deepEqual(await client.read(missing, range), []);
      assert.deepEqual(await client.read(missing, { ...range, direction: 'backwards' }), []);
    }
  }),

  clause('a read that is left early is let go', async (trial) => {
    const client = await trial.open();
    const stream = trial.stream('left');
    await client.write(stream, NoStream, newEvents(3));
    const from = await client.mark();
    await client.write(stream, 2, newEvents(3));
    const moreThanAConnectionCarries = 120;
    for (let left = 0; left < moreThanAConnectionCarries; left++) {
      await leave(client, client.store.read(stream));
      await leave(client, client.store.readAll({ from }));
    }
    assert.equal((await client.read(stream)).length, 6);
  }),
];

interface Range {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly direction?: 'forwards' | 'backwards';
  readonly limit?: number;
}

const fiveEvents = async (trial: Trial) => {
  const client = await trial.open();
  const stream = trial.stream('five');
  await client.write(stream, NoStream, newEvents(5));
  return async ({ from, to, ...rest }: Range, revisions: ReadonlyArray<number>): Promise<void> => {
    const options = {
      ...rest,
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
    };
    const read = await client.read(stream, options);
    assert.deepEqual(
      read.map(({ revision }) => revision),
      revisions,
      `revisions read by ${JSON.stringify(options)}`,
    );
  };
};

const leave = async (client: Client, events: AsyncIterable<unknown>): Promise<void> => {
  const iterator = events[Symbol.asyncIterator]();
  const { done } = await client.within('the first event of a read', iterator.next());
  assert.ok(done !== true, 'there is an event to read');
  if (iterator.return) await client.within('leaving a read', iterator.return());
};
