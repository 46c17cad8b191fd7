import assert from 'node:assert/strict';
import { NoStream } from '../../event-store.js';
import { clause, type ContractClause } from './clause.js';
import { ids, newEvent, newEvents } from './new-event.js';

export const readingAll: ReadonlyArray<ContractClause> = [
  clause('readAll follows the order in which events were recorded, every time', async (trial) => {
    const client = await trial.open();
    const from = await client.mark();
    const written: string[] = [];
    for (const [revision, stream] of [
      [-1, 'b'],
      [-1, 'a'],
      [0, 'b'],
      [-1, 'c'],
      [0, 'a'],
      [1, 'b'],
    ] as const) {
      const event = newEvent();
      await client.write(trial.stream(stream), revision, [event]);
      written.push(event.id);
    }
    assert.deepEqual(ids(await client.readAll({ from })), written);
    assert.deepEqual(ids(await client.readAll({ from })), written);
  }),

  clause('positions order as text', async (trial) => {
    const client = await trial.open();
    const stream = trial.stream('long');
    await client.write(stream, NoStream, newEvents(64));
    await client.write(stream, 63, newEvents(64));
    const positions = (await client.read(stream)).map(({ position }) => position);
    assert.equal(new Set(positions).size, 128, 'every event has a position of its own');
    assert.deepEqual(positions.toSorted(), positions);
  }),

  clause('readAll begins after the position it is given', async (trial) => {
    const client = await trial.open();
    const stream = trial.stream('after');
    const events = newEvents(4);
    await client.write(stream, NoStream, events);
    for (const { position, revision } of await client.read(stream)) {
      const following = ids(await client.readAll({ from: position }));
      assert.deepEqual(following, ids(events.slice(revision + 1)), `after revision ${revision}`);
    }
  }),

  clause('a filter by category takes exactly its categories', async (trial) => {
    const client = await trial.open();
    const from = await client.mark();
    const [mine, longer, other] = [trial.category, `${trial.category}d`, `X${trial.category}`];
    for (const category of [mine, longer, other]) {
      await client.write(trial.stream('1', category), NoStream, [newEvent({ type: category })]);
    }
    for (const categories of [[mine], [longer], [mine, other]]) {
      const read = await client.readAll({ from, filter: { categories } });
      assert.deepEqual(
        read.map(({ type }) => type),
        categories,
      );
    }
  }),

  clause('a filter by type takes exactly its types', async (trial) => {
    const client = await trial.open();
    const from = await client.mark();
    const types = ['Opened', 'OpenedAgain', 'opened', 'ReOpened'];
    const events = types.map((type) => newEvent({ type }));
    await client.write(trial.stream('typed'), NoStream, [newEvent(), ...events]);
    for (const wanted of [['Opened'], ['OpenedAgain'], ['Opened', 'opened']]) {
      const read = await client.readAll({ from, filter: { types: wanted } });
      assert.deepEqual(
        read.map(({ type }) => type),
        wanted,
      );
    }
  }),

  clause('a filter by category and type asks for both', async (trial) => {
    const client = await trial.open();
    const from = await client.mark();
    const [mine, other] = [trial.category, `X${trial.category}`];
    const wanted = newEvent({ type: 'Opened' });
    await client.write(trial.stream('1', other), NoStream, [newEvent({ type: 'Opened' })]);
    await client.write(trial.stream('1', mine), NoStream, [newEvent({ type: 'Closed' }), wanted]);
    const filter = { categories: [mine], types: ['Opened'] };
    assert.deepEqual(ids(await client.readAll({ from, filter })), [wanted.id]);
  }),

  clause('the limit of readAll counts what the filter lets through', async (trial) => {
    const client = await trial.open();
    const from = await client.mark();
    await client.write(trial.stream('1', `X${trial.category}`), NoStream, newEvents(3));
    const events = newEvents(3);
    await client.write(trial.stream('1'), NoStream, events);
    const filter = { categories: [trial.category] };
    for (const limit of [0, 1, 2, 3, 4]) {
      const read = await client.readAll({ from, filter, limit });
      assert.deepEqual(ids(read), ids(events.slice(0, limit)));
    }
  }),

  clause('the head is the position of the last event', async (trial) => {
    const client = await trial.open();
    for (let revision = NoStream; revision < 2; revision++) {
      await client.write(trial.stream('before'), revision, [newEvent()]);
      await client.mark();
      const from = await client.within('head', client.store.head());
      assert.ok(from !== undefined, 'a store that holds an event has a head');
      const next = newEvent();
      await client.write(trial.stream(`after${revision}`), NoStream, [next]);
      assert.deepEqual(ids(await client.readAll({ from })), [next.id], 'what is after the head');
    }
  }),
];
