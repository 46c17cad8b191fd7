import assert from 'node:assert/strict';
import * as E from 'fp-ts/lib/Either.js';
import type { NewEvent } from '../../envelope.js';
import { NoStream } from '../../event-store.js';
import { clause, type ContractClause } from './clause.js';
import type { Client } from './client.js';
import { newEvent, newEvents } from './new-event.js';
import type { Trial } from './trial.js';

export const values: ReadonlyArray<ContractClause> = [
  clause('text of any script and every escape comes back as it went', async (trial) => {
    const client = await trial.open();
    const stream = trial.stream('text');
    const data = {
      'Straße \u{1f600}': 'a\u0301 \u00e1 \u{10ffff}',
      lines: 'one\r\ntwo\u2028three\u2029four\u0085',
      quotes: `"double" 'single' \`back\` \\ / </script> %s $1`,
      controls: '\u0000\u0001\u001f\u007f\ufeff',
    };
    const metadata = { ünïcode: '漢字 \u{1f469}\u200d\u{1f680}', empty: '' };
    await client.write(stream, NoStream, [newEvent({ type: 'Größe-✓', data, metadata })]);
    const [read] = await client.read(stream);
    assert.equal(JSON.stringify(read?.data), JSON.stringify(data));
    assert.equal(JSON.stringify(read?.metadata), JSON.stringify(metadata));
    assert.equal(read?.type, 'Größe-✓');
  }),

  clause('a field named __proto__ is a field like others', async (trial) => {
    const client = await trial.open();
    const stream = trial.stream('fields');
    const text = '{"__proto__":{"admin":true},"constructor":{"prototype":1},"a":{"__proto__":[]}}';
    const data: unknown = JSON.parse(text);
    await client.write(stream, NoStream, [newEvent({ data, metadata: data })]);
    const [read] = await client.read(stream);
    assert.deepEqual([JSON.stringify(read?.data), JSON.stringify(read?.metadata)], [text, text]);
    assert.equal(Reflect.get({}, 'admin'), undefined, 'nobody else has the field');
  }),

  clause('events of any type and shape are kept, ours or not', async (trial) => {
    const client = await trial.open();
    const stream = trial.stream('foreign');
    const shapes: ReadonlyArray<unknown> = [null, 'text', 7, true, [], [1, [2]], {}, { theirs: 1 }];
    const events = shapes.map((data) =>
      newEvent({ type: 'something.else/v2 (theirs)', data, metadata: data ?? ['theirs'] }),
    );
    for (const [at, event] of events.entries()) await client.write(stream, at - 1, [event]);
    const read = await client.read(stream);
    const parts = ({ type, data, metadata }: (typeof events)[number]) => ({ type, data, metadata });
    assert.deepEqual(read.map(parts), events.map(parts));
  }),

  clause(
    'an event that is no JSON is read as unreadable, and its neighbours are read',
    async (trial) => {
      const client = await trial.open();
      const from = await client.mark();
      const stream = trial.stream('planted');
      const type = 'Planted';
      await trial.plant(stream, { type, data: '{"fine":true}', metadata: '{"theirs":1}' });
      await trial.plant(stream, { type, data: '{"half":', metadata: '{"theirs":2}' });
      await trial.plant(stream, { type, data: '{"fine":true}', metadata: 'bytes' });
      const expected = [
        [{ fine: true }, { theirs: 1 }],
        ['UnreadableJson', { theirs: 2 }],
        [{ fine: true }, 'UnreadableJson'],
        [4, {}],
      ];
      await client.write(stream, 2, [newEvent({ type: 'Last', data: 4, metadata: {} })]);
      assert.deepEqual(shape(await client.read(stream)), expected);
      assert.deepEqual(shape(await client.readAll({ from })), expected);
      assert.deepEqual(shape(await client.subscribe(from).upTo('Last')), expected);
    },
  ),

  clause('who wrote or read an event cannot change it', async (trial) => {
    const client = await trial.open();
    const stream = trial.stream('fixed');
    const mine = { note: 'mine', list: [{ deep: 'mine' }] };
    const kept: unknown = JSON.parse(JSON.stringify(mine));
    await client.write(stream, NoStream, [newEvent({ data: mine, metadata: mine })]);
    tamper(mine);
    const [read] = await client.read(stream);
    assert.deepEqual([read?.data, read?.metadata], [kept, kept], 'after a change by the writer');
    tamper(read?.data);
    tamper(read?.metadata);
    const [again] = await client.read(stream);
    assert.deepEqual([again?.data, again?.metadata], [kept, kept], 'after a change by a reader');
  }),

  clause('what JSON cannot hold is refused by an error, and nothing is written', async (trial) => {
    const client = await trial.open();
    const stream = trial.stream('json');
    await client.write(stream, NoStream, newEvents(1));
    const cyclic: { self?: unknown } = {};
    cyclic.self = cyclic;
    const hostile = [undefined, 1n, Number.NaN, Infinity, Symbol('s'), tamper, cyclic, new Map()];
    for (const value of hostile) {
      await refuses(trial, client, { data: value });
      await refuses(trial, client, { data: { a: [value] } });
      await refuses(trial, client, { metadata: { a: [value] } });
    }
    assert.equal((await client.read(stream)).length, 1);
  }),
];

const shape = (events: ReadonlyArray<Pick<NewEvent, 'data' | 'metadata'>>) =>
  events.map(({ data, metadata }) => [readable(data), readable(metadata)]);

const readable = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && '_tag' in value ? value._tag : value;

/** What a careless program does to objects it holds. Whether it is let is the store's choice. */
const tamper = (value: unknown): void => {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    tamper(child);
    Reflect.set(value, key, 'tampered');
  }
};

const refuses = (
  trial: Trial,
  { store, within }: Client,
  parts: { readonly data?: unknown; readonly metadata?: unknown },
): Promise<void> =>
  within(
    'the refusal of what is no JSON',
    assert.rejects(
      async () => E.isRight(await store.append(trial.stream('json'), 0, [newEvent(parts)])()),
      { name: 'NotJson' },
    ),
  );
