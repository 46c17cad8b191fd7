import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import * as E from 'fp-ts/lib/Either.js';
import { appendLimits, NoStream } from '../../event-store.js';
import { clause, type ContractClause } from './clause.js';
import { newEvent, newEvents } from './new-event.js';

export const appending: ReadonlyArray<ContractClause> = [
  clause("an append is accepted at its stream's revision, and at no other", async (trial) => {
    const client = await trial.open();
    for (const actual of [NoStream, 0, 1, 2, 3]) {
      for (const expected of [NoStream, 0, 1, 2, 3, 4, 5]) {
        const stream = trial.stream(`at${actual}expecting${expected}`);
        for (let revision = NoStream; revision < actual; revision++) {
          await client.write(stream, revision, [newEvent()]);
        }
        const answer = await client.append(stream, expected, [newEvent()]);
        if (expected === actual) assert.ok(E.isRight(answer), `at ${actual} expecting ${expected}`);
        else {
          const conflict = { _tag: 'RevisionConflict', stream, expected, actual } as const;
          assert.deepEqual(answer, E.left(conflict));
        }
      }
    }
  }),

  clause('an append answers with the revision and position of its last event', async (trial) => {
    const client = await trial.open();
    const stream = trial.stream('answered');
    for (const [expected, count] of [
      [NoStream, 3],
      [2, 1],
      [3, 2],
    ] as const) {
      const answer = await client.append(stream, expected, newEvents(count));
      const last = (await client.read(stream)).at(-1);
      assert.deepEqual(
        answer,
        E.right({ revision: expected + count, position: last?.position }),
        `${count} events expecting ${expected}`,
      );
    }
  }),

  clause('a refused append writes nothing, not even its first events', async (trial) => {
    const client = await trial.open();
    const stream = trial.stream('untouched');
    await client.write(stream, NoStream, newEvents(2));
    const before = await client.read(stream);
    const tooLarge = newEvent({ data: { pad: 'x'.repeat(appendLimits.eventBytes) } });
    assert.ok(E.isLeft(await client.append(stream, NoStream, newEvents(3))));
    assert.ok(E.isLeft(await client.append(stream, 1, [newEvent(), newEvent(), tooLarge])));
    assert.deepEqual(await client.read(stream), before);
  }),

  clause('a reader sees all events of an append or none', async (trial) => {
    const [writer, reader] = [await trial.open(), await trial.open()];
    const stream = trial.stream('whole');
    const size = appendLimits.events;
    const written = new AbortController();
    const writes = async () => {
      for (let revision = size - 1; revision < 3 * size; revision += size) {
        await writer.write(stream, revision, newEvents(size));
      }
    };
    const seen = new Set<number>();
    await writer.write(stream, NoStream, newEvents(size));
    const reads = async () => {
      while (!written.signal.aborted) {
        seen.add((await reader.read(stream)).length % size);
        await setImmediate();
      }
    };
    await Promise.all([writes().finally(() => written.abort()), reads()]);
    assert.deepEqual([...seen], [0], 'events beyond whole appends');
  }),

  clause('an event is read back as it was written, with its place', async (trial) => {
    const client = await trial.open();
    const stream = trial.stream('kept');
    const events = [
      newEvent({ type: 'Opened', schemaVersion: 3, data: { at: [1, 2.5, { deep: [] }] } }),
      newEvent({
        type: 'Closed',
        schemaVersion: 12,
        metadata: { by: { kind: 'user' }, basis: [] },
      }),
    ] as const;
    await client.write(stream, NoStream, events);
    const read = await client.read(stream);
    const places = read.map(({ position }) => position);
    assert.ok(places.every((position) => typeof position === 'string'));
    const expected = events.map((event, at) => ({
      ...event,
      stream,
      revision: at,
      position: places[at],
    }));
    assert.deepEqual(read, expected);
  }),

  clause('streams whose names begin alike are kept apart', async (trial) => {
    const client = await trial.open();
    const streams = ['1', '10', '1_0', '1.0', '1-0'].map((id) => trial.stream(id));
    for (const stream of streams)
      await client.write(stream, NoStream, [newEvent({ type: stream })]);
    for (const stream of streams) {
      const types = (await client.read(stream)).map(({ type }) => type);
      assert.deepEqual(types, [stream]);
    }
  }),
];
