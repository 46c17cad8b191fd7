import assert from 'node:assert/strict';
import * as E from 'fp-ts/lib/Either.js';
import { NoStream } from '../../event-store.js';
import { clause, type ContractClause } from './clause.js';
import { newEvent } from './new-event.js';

const unavailable = { _tag: 'StoreUnavailable' };

export const closing: ReadonlyArray<ContractClause> = [
  clause('a closed store answers everything with StoreUnavailable', async (trial) => {
    const [client, other] = [await trial.open(), await trial.open()];
    const from = await client.mark();
    const stream = trial.stream('closed');
    await client.write(stream, NoStream, [newEvent()]);
    await client.within('close', client.store.close());
    await client.within('closing again', client.store.close());
    for (const expected of [NoStream, 0]) {
      const answer = await client.append(stream, expected, [newEvent()]);
      assert.equal(E.isLeft(answer) && answer.left._tag, 'StoreUnavailable');
    }
    await assert.rejects(client.read(stream), unavailable);
    await assert.rejects(client.readAll({ from }), unavailable);
    await assert.rejects(client.within('head', client.store.head()), unavailable);
    await assert.rejects(client.subscribe(from).next(), { _tag: 'SubscriptionDropped' });
    assert.equal((await other.read(stream)).length, 1, 'what was written before stays');
  }),

  clause('what is under way when a store is closed settles', async (trial) => {
    const client = await trial.open();
    const from = await client.mark();
    const stream = trial.stream('underway');
    await client.write(stream, NoStream, [newEvent()]);
    const calls = [
      client.append(stream, 0, [newEvent()]),
      client.append(trial.stream('underway.too'), NoStream, [newEvent()]),
      client.read(stream),
      client.readAll({ from }),
      client.within('head', client.store.head()),
      client.within('close', client.store.close()),
    ];
    for (const settled of await Promise.allSettled(calls)) {
      if (settled.status === 'rejected') assert.equal(tagOf(settled.reason), 'StoreUnavailable');
    }
  }),
];

const tagOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && '_tag' in error ? error._tag : error;
