import assert from 'node:assert/strict';
import { EventStoreDBClient, jsonEvent, START } from '@eventstore/db-client';
import { type EventStore, NoStream, type Position } from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import { logPositionOf } from '../../src/position.js';
import { collect, ids, newEvent, newEvents, stream, until } from '../with-stores.js';
import type { ServerUnderTest } from './server-under-test.js';

/** What the adapter promises beside the contract, on any server, where nothing goes wrong. */
export const faultFree: ReadonlyArray<{
  readonly name: string;
  readonly run: (server: ServerUnderTest) => Promise<void>;
}> = [
  {
    name: 'others read what is written: JSON, the types, the ids, and the links of events',
    run: (server) =>
      using(server, async (store, bare) => {
        const correlationId = 'c-1';
        const causationId = 'e-1';
        const event = newEvent({ schemaVersion: 4, metadata: { correlationId, causationId } });
        const name = fresh();
        await write(store, name, NoStream, [event]);
        const [read] = await collect(bare.readStream(`${server.prefix}.${name}`));
        assert.deepEqual(
          { ...read?.event, created: 0, position: 0 },
          {
            streamId: `${server.prefix}.${name}`,
            id: event.id,
            revision: 0n,
            type: event.type,
            data: event.data,
            metadata: {
              $schemaVersion: 4,
              $correlationId: correlationId,
              $causationId: causationId,
              correlationId,
              causationId,
            },
            isJson: true,
            created: 0,
            position: 0,
          },
        );
        assert.deepEqual((await collect(store.read(name)))[0]?.metadata, event.metadata);
        assert.equal((await collect(store.read(name)))[0]?.schemaVersion, 4);
      }),
  },
  {
    name: 'events of other programs are read with their stream, and their metadata as they are',
    run: (server) =>
      using(server, async (store, bare) => {
        const name = fresh();
        const metadata = { $correlationId: 'theirs', own: 1 };
        const theirs = jsonEvent({ type: 'TheirType', data: { their: [1] }, metadata });
        await bare.appendToStream(`${server.prefix}.${name}`, theirs);
        const [read] = await collect(store.read(name));
        assert.deepEqual(
          { ...read, position: 0 },
          {
            id: theirs.id,
            type: 'TheirType',
            schemaVersion: 1,
            data: { their: [1] },
            metadata,
            stream: name,
            revision: 0,
            position: 0,
          },
        );
      }),
  },
  {
    name: 'without a prefix everything is read but the system; with one, nothing of others',
    run: (server) =>
      using(server, async (store) => {
        const name = fresh();
        const event = newEvent();
        const whole = await server.open({ prefix: undefined });
        const other = await server.open({ prefix: `${server.prefix}x` });
        try {
          const from = await whole.head();
          await write(store, name, NoStream, [event]);
          await write(other, name, NoStream, [newEvent()]);
          const all = await collect(whole.readAll(from === undefined ? {} : { from }));
          const streams = all.map((each) => each.stream as string);
          assert.ok(streams.includes(`${server.prefix}.${name}`));
          assert.ok(streams.includes(`${server.prefix}x.${name}`));
          assert.ok(streams.every((each) => !each.startsWith('$')));
          const seen = await collect(store.readAll(from === undefined ? {} : { from }));
          assert.deepEqual(ids(seen.filter(({ id }) => all.some((each) => each.id === id))), [
            event.id,
          ]);
        } finally {
          await Promise.all([whole.close(), other.close()]);
        }
      }),
  },
  {
    name: 'an append that was answered is answered again without a position, after many others too',
    run: (server) =>
      using(server, async (store) => {
        const name = fresh();
        const first = newEvents(2);
        await write(store, name, NoStream, first);
        for (let revision = 1; revision < 65; revision++) {
          await write(store, name, revision, newEvents(1));
        }
        const again = await server.open();
        try {
          for (const each of [store, again]) {
            const answer = await each.append(name, NoStream, first)();
            assert.deepEqual(answer, E.right({ revision: 1 }));
          }
        } finally {
          await again.close();
        }
        assert.equal((await collect(store.read(name))).length, 66);
      }),
  },
  {
    name: 'more than a page is read in order, once, and from the place where somebody stopped',
    run: (server) =>
      using(server, async (store) => {
        const name = fresh();
        for (let append = 0; append < 20; append++) {
          await write(store, name, append * 64 - 1, newEvents(64));
        }
        const revisions = (await collect(store.read(name))).map(({ revision }) => revision);
        assert.deepEqual(revisions, [...Array(20 * 64).keys()]);
        const backwards = await collect(store.read(name, { direction: 'backwards' }));
        assert.deepEqual(backwards.map(({ revision }) => revision).toReversed(), revisions);
        const filter = { categories: [name.split('-')[0] ?? ''] };
        const all = await collect(store.readAll({ filter }));
        assert.deepEqual(
          all.map(({ revision }) => revision),
          revisions,
        );
        const from = all[1_000]?.position;
        assert.ok(from);
        assert.equal((await collect(store.readAll({ filter, from }))).length, 20 * 64 - 1_001);
      }),
  },
  {
    name: 'a live subscriber hears bursts that are more than the server keeps for it',
    run: (server) =>
      using(server, async (store) => {
        const name = fresh();
        const { signal } = new AbortController();
        const filter = { categories: [name.split('-')[0] ?? ''] };
        const messages = store.subscribe({ signal, filter })[Symbol.asyncIterator]();
        const heard: number[] = [];
        const next = async () => {
          const step = await messages.next();
          if (step.done !== true && step.value._tag === 'Event') {
            heard.push(step.value.event.revision);
          }
          return step.done !== true && step.value._tag === 'CaughtUp';
        };
        while (!(await next()));
        const events = 8 * 64;
        for (let append = 0; append < 8; append++) {
          const pad = 'x'.repeat(2_000);
          await write(store, name, append * 64 - 1, many(64, { pad }));
        }
        while (heard.length < events) await next();
        assert.deepEqual(heard, [...Array(events).keys()]);
        await messages.return?.();
      }),
  },
  {
    name: 'a stream that somebody deleted reads as empty, and goes on where it was',
    run: (server) =>
      using(server, async (store, bare) => {
        const name = fresh();
        await write(store, name, NoStream, newEvents(3));
        await bare.deleteStream(`${server.prefix}.${name}`, { expectedRevision: 'any' });
        assert.deepEqual(await collect(store.read(name)), []);
        await write(store, name, 2, newEvents(1));
        // A server brings the stream back a moment later.
        await until(async () => (await collect(store.read(name))).length > 0);
        assert.deepEqual(
          (await collect(store.read(name))).map(({ revision }) => revision),
          [3],
        );
      }),
  },
  {
    name: 'the bare client and the store see the same order',
    run: (server) =>
      using(server, async (store, bare) => {
        const [one, other] = [fresh(), fresh()];
        const from = await store.head();
        for (let revision = NoStream; revision < 9; revision++) {
          await write(store, one, revision, newEvents(2).slice(0, 1));
          await write(store, other, revision, newEvents(1));
        }
        const ours = ids(await collect(store.readAll(from && { from })));
        const theirs: string[] = [];
        for await (const { event } of bare.readAll({ fromPosition: placeOf(from) })) {
          if (event?.streamId.startsWith(`${server.prefix}.`) === true) theirs.push(event.id);
        }
        assert.equal(ours.length, 20);
        assert.deepEqual(ours, theirs);
      }),
  },
];

const using = async (
  server: ServerUnderTest,
  use: (store: EventStore, bare: EventStoreDBClient) => Promise<void>,
): Promise<void> => {
  const store = await server.open();
  const bare = EventStoreDBClient.connectionString(server.connectionString);
  try {
    await use(store, bare);
  } finally {
    await Promise.all([store.close(), bare.dispose()]);
  }
};

/** The bare client reads what stands there too. */
const placeOf = (position: Position | undefined) => {
  if (position === undefined) return START;
  const { commit, prepare } = logPositionOf(position);
  return { commit: BigInt(commit), prepare: BigInt(prepare) };
};

const write = async (
  store: EventStore,
  name: ReturnType<typeof stream>,
  expected: number,
  events: ReadonlyArray<ReturnType<typeof newEvent>>,
): Promise<void> => {
  const [first, ...rest] = events;
  assert.ok(first);
  const answer = await store.append(name, expected, [first, ...rest])();
  assert.ok(E.isRight(answer), JSON.stringify(answer));
};

const many = (count: number, data: object) =>
  Array.from({ length: count }, () => newEvent({ data }));

let made = 0;
/** A category that nothing was written to: letters, as everywhere. */
const fresh = (): ReturnType<typeof stream> => {
  made += 1;
  const letters = Array.from(`${process.pid}.${Date.now()}.${made}`, (digit) =>
    String.fromCodePoint(97 + ((digit.codePointAt(0) ?? 0) % 26)),
  ).join('');
  return stream('1', `free${letters}`);
};
