import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  type EventStore,
  type NewEvent,
  NoStream,
  UnreadableJson,
} from '@partner-incentives/event-sourcing';
import { ConnectionStringError, eventStoreDb } from '@partner-incentives/eventstoredb';
import { tcpProxy } from '@partner-incentives/eventstoredb/testing';
import { jsonEvent, START } from '@eventstore/db-client';
import { describe, expect, jest, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import { connectionSettings } from '../src/connection-settings.js';
import { Wire } from '../src/wire.js';
import { ended, runBare, startBare } from './bare/run-bare.js';
import {
  collect,
  hear,
  ids,
  isPending,
  newEvent,
  newEvents,
  plain,
  rejection,
  shortDeadlines,
  stream,
  until,
  withStores,
} from './with-stores.js';

// For a machine that is busy; a deadline to catch what hangs.
jest.setTimeout(60_000);

const noted = (given: { readonly id?: string } = {}) =>
  jsonEvent({ type: 'Noted', data: {}, ...given });

describe('of what the bare client does wrong, nothing reaches the user of the store', () => {
  test(
    "fault 1: the bare client rejects one client's append because another's connection broke; a store only its own",
    withStores(async ({ server, store, another, bare, anotherBare }) => {
      const proxy = await tcpProxy(server);
      const through = proxy.through(server.connectionString);
      const [failing, failingBare] = [another(through), anotherBare(through)];
      await Promise.all([store.head(), failing.head()]);
      await Promise.all(
        [store, failing].map((each, at) =>
          each.append(stream(`warm${at}`), NoStream, [newEvent()])(),
        ),
      );
      const release = server.holdCommits();
      const [mine, theirs] = [store, failing].map((each, at) =>
        each.append(stream(`s${at}`), NoStream, [newEvent()])(),
      );
      const bareAppends = [bare, failingBare].map((each, at) =>
        each.appendToStream(`note-bare${at}`, noted()),
      );
      const bareOutcomes = Promise.all(bareAppends.map(rejection));
      await until(() => server.open('append') === 2 && server.open('batchAppend') === 2);
      proxy.cut();
      expect(await bareOutcomes).toEqual([
        expect.objectContaining({ type: 'unavailable' }),
        expect.objectContaining({ type: 'unavailable' }),
      ]);
      expect(await theirs).toMatchObject(E.left({ _tag: 'OutcomeUnknown' }));
      // The late reply to the bare client would end this process: see the next test.
      await bare.dispose();
      release();
      expect(await mine).toMatchObject(E.right({ revision: 0 }));
      await proxy.close();
    }),
  );

  test(
    'fault 1: the late reply ends a process that uses the bare client',
    withStores(async ({ server }) => {
      const proxy = await tcpProxy(server);
      const release = server.holdCommits();
      const child = startBare(
        'a late reply',
        server.connectionString,
        proxy.through(server.connectionString),
      );
      const outcome = ended(child);
      await once(child, 'message');
      await until(() => server.open('batchAppend') === 2);
      const rejected = once(child, 'message');
      proxy.cut();
      expect(await rejected).toEqual(['rejected: unavailable', undefined]);
      release();
      const { code, errors } = await outcome;
      expect(code).not.toBe(0);
      expect(errors).toMatch(/not iterable/);
      await proxy.close();
    }),
  );

  test(
    'fault 2: data that JSON cannot hold leave the bare append open for ever; the store rejects before it sends',
    withStores(async ({ server, store }) => {
      expect((await runBare('data that is no JSON', server.connectionString)).said).toEqual({
        unhandled: expect.stringMatching(/BigInt/),
        isOpen: true,
      });
      const before = server.served('append');
      const append = store.append(stream('a'), NoStream, [newEvent({ data: { n: 1n } })]);
      expect(await rejection(append())).toMatchObject({ name: 'NotJson' });
      expect(server.served('append')).toBe(before);
    }),
  );

  test(
    'fault 3: a server that hangs leaves the bare read open, and the first append too; the store answers in its time',
    withStores(
      async ({ server, store, bare }) => {
        await store.append(stream('a'), NoStream, [newEvent()])();
        server.faults.every('read').hang();
        server.faults.every('features').hang();
        const bareRead = collect(bare.readStream('note-a'));
        const bareAppend = bare.appendToStream('note-b', noted(), { deadline: 100 });
        expect(await rejection(collect(store.read(stream('a'))))).toMatchObject({
          _tag: 'StoreUnavailable',
          reason: 'no answer within 1000 ms',
        });
        expect(await isPending(bareRead)).toBe(true);
        expect(await isPending(bareAppend)).toBe(true);
        server.faults.clear();
        expect(await store.append(stream('b'), NoStream, [newEvent()])()).toMatchObject(
          E.right({}),
        );
        expect(await collect(store.read(stream('a')))).toHaveLength(1);
        bareRead.catch(() => undefined);
        bareAppend.catch(() => undefined);
      },
      { deadlines: shortDeadlines },
    ),
  );

  test(
    'fault 4: after a disconnect some errors of the bare client have no type; the store answers always the same way',
    withStores(async ({ server, store, bare }) => {
      await Promise.all([store.head(), bare.appendToStream('note-a', noted())]);
      await store.append(stream('b'), NoStream, [newEvent()])();
      server.kill();
      const types: unknown[] = [];
      const tags: unknown[] = [];
      for (let call = 0; call < 4; call++) {
        const error = await rejection(bare.appendToStream('note-a', noted()));
        types.push(Reflect.get(Object(error), 'type'));
        expect(error).toMatchObject({ code: 14 });
        const answer = await store.append(stream('b'), 0, [newEvent()])();
        tags.push(E.isLeft(answer) && answer.left._tag);
      }
      expect(types).toContain(undefined);
      for (const tag of tags) expect(['StoreUnavailable', 'OutcomeUnknown']).toContain(tag);
      expect(tags.at(-1)).toBe('StoreUnavailable');
      await server.restart();
    }),
  );

  test(
    'fault 5: told not to throw, the bare client names a wrong revision; a conflict of the store names the right one',
    withStores(async ({ server, store, anotherBare }) => {
      await store.append(stream('a'), NoStream, newEvents(4))();
      const bare = anotherBare(`${server.connectionString}&throwOnAppendFailure=false`);
      const answer = await bare.appendToStream('note-a', noted(), { expectedRevision: 1n });
      expect(answer).toMatchObject({ success: false });
      expect(answer.nextExpectedRevision).not.toBe(3n);
      expect(await store.append(stream('a'), 1, [newEvent()])()).toEqual(
        E.left({ _tag: 'RevisionConflict', stream: stream('a'), expected: 1, actual: 3 }),
      );
    }),
  );

  test(
    'fault 6: who forgets the revision writes anywhere with the bare client; the store has no "any"',
    withStores(async ({ store, bare }) => {
      await bare.appendToStream('note-a', noted());
      expect(await bare.appendToStream('note-a', noted())).toMatchObject({ success: true });
      expect(await store.append(stream('a'), NoStream, [newEvent()])()).toMatchObject(
        E.left({ _tag: 'RevisionConflict', actual: 1 }),
      );
    }),
  );

  test(
    "fault 7: the bare client's actual version is a bigint or a word, its message empty; the store's is a number",
    withStores(async ({ store, bare }) => {
      await store.append(stream('three'), NoStream, newEvents(3))();
      const conflict = async (id: string, expectedRevision: bigint) =>
        rejection(bare.appendToStream(`note-${id}`, noted(), { expectedRevision, ...plain }));
      expect(await conflict('missing', 5n)).toMatchObject({
        actualVersion: 'no_stream',
        message: '',
      });
      expect(await conflict('three', 5n)).toMatchObject({ actualVersion: 2n });
      for (const [id, actual] of [
        ['missing', NoStream],
        ['three', 2],
      ] as const) {
        for (const expected of [NoStream, 0, 1, 2, 3, 7]) {
          if (expected === actual) continue;
          expect(await store.append(stream(id), expected, [newEvent()])()).toEqual(
            E.left({ _tag: 'RevisionConflict', stream: stream(id), expected, actual }),
          );
        }
      }
    }),
  );

  test(
    'fault 8: a subscription that the server ends is just over for the bare client; the store goes on',
    withStores(async ({ server, store, bare }) => {
      await store.append(stream('a'), NoStream, newEvents(3))();
      server.faults.nth(1, 'subscribe').after(1).end();
      server.faults.nth(2, 'subscribe').after(1).end();
      const bareHeard = await collect(bare.subscribeToStream('note-a', { fromRevision: START }));
      expect(bareHeard).toHaveLength(1);
      const { signal } = new AbortController();
      const filter = { categories: ['note'] };
      const heard = await hear(store.subscribe({ signal, filter })[Symbol.asyncIterator](), 3);
      expect(heard.map(({ revision }) => revision)).toEqual([0, 1, 2]);
      expect(server.faults.struck).toBe(2);
    }),
  );

  test(
    'fault 8: without an error listener the bare client ends the process',
    withStores(async ({ server }) => {
      server.faults.next('subscribe').after(1).cut();
      const { code, errors } = await runBare('no error listener', server.connectionString);
      expect(code).not.toBe(0);
      expect(errors).toMatch(/Unhandled 'error' event/);
    }),
  );

  test(
    'fault 9: a bare read that is left early stays open at the server; a read of the store is over',
    withStores(async ({ server, store, bare }) => {
      const pad = 'x'.repeat(16_000);
      for (let at = 0; at < 32; at++) {
        const [first, ...rest] = Array.from({ length: 16 }, () => newEvent({ data: { pad } }));
        if (first) await store.append(stream('long'), at * 16 - 1, [first, ...rest])();
      }
      for await (const { event } of bare.readAll()) if (event?.streamId === 'note-long') break;
      for await (const { stream: name } of store.readAll()) if (name === stream('long')) break;
      await until(() => server.open('readAll') <= 1);
      expect(server.open('readAll')).toBe(1);
      await bare.dispose();
      await until(() => server.open('readAll') === 0);
    }),
  );

  test(
    'fault 10: a checkpoint handler that rejects silences the bare client; checkpoints of the store are messages',
    withStores(async ({ server, store }) => {
      for (let at = 0; at < 2; at++)
        await store.append(stream(`o${at}`, 'other'), NoStream, newEvents(64))();
      expect((await runBare('checkpointReached rejects', server.connectionString)).said).toEqual({
        wasRead: true,
        wasHeard: false,
      });
      const { signal } = new AbortController();
      const filter = { categories: ['note'] };
      const tags: string[] = [];
      for await (const message of store.subscribe({ signal, filter })) {
        tags.push(message._tag);
        // A consumer that cannot keep it loses nothing but that.
        if (message._tag === 'Checkpoint') await rejection(Promise.reject(new Error('away')));
        if (message._tag === 'Event') break;
      }
      expect(tags).toContain('Checkpoint');
    }),
  );

  test(
    'fault 11: what is no JSON is a text like others to the bare client; the store says so',
    withStores(async ({ server, store, bare }) => {
      await server.plant('note-a', { type: 'Planted', data: '{"half":', metadata: '{}' });
      await server.plant('note-a', { type: 'Planted', data: '"{\\"half\\":"', metadata: 'bytes' });
      const wire = new Wire(connectionSettings(server.connectionString), undefined);
      const invalid = new Uint8Array([0x22, 0xff, 0x22]);
      const event = {
        id: randomUUID(),
        type: 'Planted',
        data: invalid,
        metadata: new Uint8Array(),
      };
      await wire.append({ stream: 'note-a', expected: 1, events: [event] }, 1_000);
      wire.cut();
      const theirs = (await collect(bare.readStream('note-a'))).map(({ event: read }) => read);
      expect(theirs.map((read) => read?.data)).toEqual(['{"half":', '{"half":', '\u{fffd}']);
      expect(theirs[1]?.metadata).toEqual(Uint8Array.from(Buffer.from('bytes')));
      const ours = await collect(store.read(stream('a')));
      expect(ours.map(({ data }) => data)).toEqual([
        new UnreadableJson('its data are no JSON'),
        '{"half":',
        new UnreadableJson('its data are no UTF-8'),
      ]);
      expect(ours.map(({ metadata }) => metadata)).toEqual([
        {},
        new UnreadableJson('its metadata are no JSON'),
        {},
      ]);
    }),
  );

  test(
    'fault 12: JSON cannot hold what the bare client reads; an event of the store is plain',
    withStores(async ({ store, bare }) => {
      await store.append(stream('a'), NoStream, [newEvent()])();
      const [theirs] = await collect(bare.readStream('note-a'));
      expect(() => JSON.stringify(theirs)).toThrow(/BigInt/);
      const [ours] = await collect(store.read(stream('a')));
      expect(JSON.parse(JSON.stringify(ours))).toEqual(ours);
      expect(ours).toMatchObject({ revision: 0, position: expect.stringMatching(/^\d{20}$/) });
      expect(ours).not.toHaveProperty('created');
    }),
  );

  test(
    'fault 13: nothing is acknowledged to the server, so nothing hangs: who kept a position reads on from it',
    withStores(async ({ server, store }) => {
      const events = newEvents(3);
      await store.append(stream('a'), NoStream, events)();
      const filter = { categories: ['note'] };
      const { signal } = new AbortController();
      const [kept] = await hear(store.subscribe({ signal, filter })[Symbol.asyncIterator](), 1);
      server.faults.next('subscribe').after(1).cut();
      const from = kept?.position;
      const again = store.subscribe({ signal, filter, ...(from && { from }) });
      expect(ids(await hear(again[Symbol.asyncIterator](), 2))).toEqual(ids(events).slice(1));
    }),
  );

  test(
    'fault 14: the revision of stream metadata is a position with the bare client; the store never asks for it',
    withStores(async ({ store, bare }) => {
      await store.append(stream('a'), NoStream, newEvents(2))();
      await bare.setStreamMetadata('note-a', { maxCount: 1 });
      const { metastreamRevision } = await bare.getStreamMetadata('note-a');
      expect(metastreamRevision).not.toBe(0n);
      const [left] = await collect(store.read(stream('a')));
      expect(left?.revision).toBe(1);
      expect(await store.append(stream('a'), 1, [newEvent()])()).toMatchObject(
        E.right({ revision: 2 }),
      );
    }),
  );

  test(
    'fault 15: after esdb+discover the bare client asks the first host only; the store refuses more than one there',
    withStores(async ({ server, another, anotherBare }) => {
      const hosts = `127.0.0.1:1,127.0.0.1:${server.port}?tls=false&maxDiscoverAttempts=1`;
      const theirs = anotherBare(`esdb+discover://${hosts}`);
      expect(await rejection(collect(theirs.readAll({ maxCount: 1 })))).toMatchObject({
        message: expect.stringMatching(/Failed to discover/),
      });
      expect(() => eventStoreDb({ connectionString: `esdb+discover://${hosts}` })).toThrow(
        ConnectionStringError,
      );
      const ours = another(`esdb://${hosts}`);
      expect(await ours.append(stream('a'), NoStream, [newEvent()])()).toMatchObject(
        E.right({ revision: 0 }),
      );
    }),
  );

  test(
    'fault 16: the bare client answers an append of nothing with a revision; the store takes no such append',
    withStores(async ({ bare }) => {
      const answer = await bare.appendToStream('note-missing', [], {
        expectedRevision: 'no_stream',
        ...plain,
      });
      expect(answer).toMatchObject({ success: true });
      const isTaken: [] extends Parameters<EventStore['append']>[2] ? true : false = false;
      expect(isTaken).toBe(false);
      const taken: [NewEvent] extends Parameters<EventStore['append']>[2] ? true : false = true;
      expect(taken).toBe(true);
    }),
  );

  test(
    'fault 17: an undisposed bare client keeps its process alive',
    withStores(async ({ server }) => {
      const child = startBare('not disposed', server.connectionString);
      await once(child, 'message');
      await until(() => server.open('subscribe') === 1);
      expect(child.exitCode).toBeNull();
      child.kill('SIGKILL');
      await once(child, 'exit');
    }),
  );

  test(
    'fault 18: one failed question for features fails all later appends of the bare client; the store never asks',
    withStores(async ({ server, store, bare }) => {
      server.faults.next('features').garble();
      expect(await rejection(bare.appendToStream('note-a', noted()))).toBeInstanceOf(Error);
      expect(await rejection(bare.appendToStream('note-a', noted()))).toBeInstanceOf(Error);
      const asked = server.served('features');
      expect(await store.append(stream('b'), NoStream, [newEvent()])()).toMatchObject(
        E.right({ revision: 0 }),
      );
      expect(server.served('features')).toBe(asked);
    }),
  );

  test(
    'fault 19: the bare client sends a bad event id; the store rejects it, and a type that is none, before it sends',
    withStores(async ({ server, store, bare }) => {
      const asked = server.served('batchAppend');
      expect(
        await rejection(bare.appendToStream('note-a', noted({ id: 'no-uuid' }))),
      ).toMatchObject({
        type: 'unknown',
      });
      expect(server.served('batchAppend')).toBe(asked + 1);
      const before = server.served('append');
      const bad = [newEvent({ id: 'no-uuid' }), newEvent({ type: '' })];
      for (const event of bad) {
        expect(await rejection(store.append(stream('a'), NoStream, [event])())).toBeInstanceOf(
          RangeError,
        );
      }
      expect(server.served('append')).toBe(before);
      expect(await store.append(stream('a'), NoStream, [newEvent()])()).toMatchObject(
        E.right({ revision: 0 }),
      );
    }),
  );

  test(
    'fault 20: the bare client cannot delete a stream that exists; the store deletes nothing, and bears what others delete',
    withStores(async ({ store, bare }) => {
      const events = newEvents(2);
      await store.append(stream('a'), NoStream, events)();
      // Its documentation allows it, its types do not.
      const existing: object = { expectedRevision: 'stream_exists' };
      expect(await rejection(bare.deleteStream('note-a', existing))).toBeInstanceOf(Error);
      expect(Object.keys(store)).not.toContain('delete');
      await bare.deleteStream('note-a', { expectedRevision: 'any' });
      expect(await collect(store.read(stream('a')))).toEqual([]);
      expect(await store.append(stream('a'), 1, [newEvent()])()).toMatchObject(
        E.right({ revision: 2 }),
      );
      expect((await collect(store.read(stream('a')))).map(({ revision }) => revision)).toEqual([2]);
    }),
  );
});
