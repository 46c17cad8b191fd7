import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import type { RecordedEvent } from '../../envelope.js';
import { NoStream, type EventFilter } from '../../event-store.js';
import { clause, type ContractClause } from './clause.js';
import { ids, newEvent, newEvents } from './new-event.js';

export const subscribing: ReadonlyArray<ContractClause> = [
  clause('a subscription tells what was recorded, says so, and goes on', async (trial) => {
    const client = await trial.open();
    const stream = trial.stream('told');
    const from = await client.mark();
    const [first, second, third] = [newEvent(), newEvent(), newEvent()];
    const history = [first, second, third];
    await client.write(stream, NoStream, [first]);
    await client.write(trial.stream('also.told'), NoStream, [second]);
    await client.write(stream, 0, [third]);
    const listener = client.subscribe(from);
    assert.deepEqual(ids(await listener.untilCaughtUp()), ids(history));
    for (const revision of [1, 2, 3]) {
      const event = newEvent();
      const [heard] = await Promise.all([
        listener.events(1),
        setImmediate().then(() => client.write(stream, revision, [event])),
      ]);
      assert.deepEqual(ids(heard), [event.id]);
    }
  }),

  clause('a lazy subscription tells the same, as often as it is asked', async (trial) => {
    const client = await trial.open();
    const from = await client.mark();
    await client.write(trial.stream('lazy'), NoStream, newEvents(2));
    const wanted = (await client.readAll({ from })).map(partsOf);
    const heard = await client.subscribe(from, undefined, true).events(2);
    assert.deepEqual(heard.map(partsOf), wanted);
    assert.deepEqual(heard.map(partsOf), wanted, 'asked again');
  }),

  clause('a subscription begins after the position it is given', async (trial) => {
    const client = await trial.open();
    const stream = trial.stream('after');
    const events = newEvents(4);
    await client.write(stream, NoStream, events);
    for (const { position, revision } of (await client.read(stream)).slice(0, -1)) {
      const [next] = await client.subscribe(position).events(1);
      assert.equal(next?.id, events[revision + 1]?.id, `after revision ${revision}`);
    }
  }),

  clause('a subscription tells what its filter lets through, before and after', async (trial) => {
    const client = await trial.open();
    const from = await client.mark();
    const [mine, other] = [trial.stream('1'), trial.stream('1', `X${trial.category}`)];
    const [first, second] = [newEvent({ type: 'Opened' }), newEvent({ type: 'Opened' })];
    await client.write(other, NoStream, [newEvent({ type: 'Opened' })]);
    await client.write(mine, NoStream, [newEvent({ type: 'Closed' }), first]);
    const filter = { categories: [trial.category], types: ['Opened'] };
    const listener = client.subscribe(from, filter);
    assert.deepEqual(ids(await listener.events(1)), [first.id]);
    const write = async () => {
      await setImmediate();
      await client.write(other, 0, [newEvent({ type: 'Opened' })]);
      await client.write(mine, 1, [newEvent({ type: 'Closed' }), second]);
    };
    const [live] = await Promise.all([listener.events(1), write()]);
    assert.deepEqual(ids(live), [second.id]);
  }),

  clause('what a filter skips moves the checkpoint, and nothing else is skipped', async (trial) => {
    const client = await trial.open();
    const [mine, other] = [trial.stream('1'), trial.stream('1', `X${trial.category}`)];
    const filter: EventFilter = { categories: [trial.category] };
    const from = await client.mark();
    const wanted = [newEvent(), newEvent()];
    for (const [at, event] of wanted.entries()) {
      await client.write(mine, at - 1, [event]);
      await client.write(other, at * 64 - 1, newEvents(64));
    }
    const listener = client.subscribe(from, filter);
    const heard: string[] = [];
    for (;;) {
      const message = await listener.next();
      if (message._tag === 'Event') heard.push(message.event.id);
      if (message._tag !== 'Checkpoint') continue;
      const left = await client.readAll({ from: message.position });
      const untold = left.filter(({ stream }) => stream === mine);
      assert.deepEqual([...heard, ...ids(untold)], ids(wanted), 'told before, and left after it');
      if (left.filter(({ stream }) => stream === other).length < 64) break;
    }
  }),

  clause('every subscriber hears every event', async (trial) => {
    const client = await trial.open();
    const stream = trial.stream('shared');
    const from = await client.mark();
    const listeners = [client.subscribe(from), client.subscribe(from)];
    for (const listener of listeners) await listener.untilCaughtUp();
    const events = newEvents(4);
    for (const [at, event] of events.entries()) await client.write(stream, at - 1, [event]);
    for (const listener of listeners) {
      assert.deepEqual(ids(await listener.events(4)), ids(events));
    }
  }),

  clause('a slow subscriber loses nothing', async (trial) => {
    const client = await trial.open();
    const listener = client.subscribe(await client.mark());
    await listener.untilCaughtUp();
    const events = newEvents(64, { data: { pad: 'x'.repeat(2_000) } });
    await client.write(trial.stream('burst'), NoStream, events);
    await client.write(trial.stream('last'), NoStream, [newEvent({ type: 'Last' })]);
    assert.deepEqual(ids(await listener.upTo('Last')).slice(0, -1), ids(events));
  }),

  clause('a subscription that ends with its store was dropped', async (trial) => {
    const client = await trial.open();
    const listener = client.subscribe(await client.mark());
    await listener.untilCaughtUp();
    const dropped = assert.rejects(listener.events(Infinity), { _tag: 'SubscriptionDropped' });
    await Promise.all([dropped, client.within('close', client.store.close())]);
  }),

  clause('a subscription that its signal ends is over, without an error', async (trial) => {
    const client = await trial.open();
    const from = await client.mark();
    const leaving = new AbortController();
    const open = () =>
      client.store.subscribe({ from, signal: leaving.signal })[Symbol.asyncIterator]();
    const messages = open();
    for (;;) {
      const step = await client.within('CaughtUp', messages.next());
      assert.ok(step.done !== true, 'a subscription goes on');
      if (step.value._tag === 'CaughtUp') break;
    }
    const pending = messages.next();
    leaving.abort();
    const over = { done: true, value: undefined };
    await client.within('a step that waits', pending);
    assert.deepEqual(await client.within('the step after', messages.next()), over);
    assert.deepEqual(await client.within('a late subscription', open().next()), over);
  }),

  clause('leaving the loop frees the subscription', async (trial) => {
    const client = await trial.open();
    const from = await client.mark();
    await client.mark();
    const { signal } = new AbortController();
    for (let loop = 0; loop < 3; loop++) {
      const messages = client.store.subscribe({ from, signal })[Symbol.asyncIterator]();
      await client.within('the first message', messages.next());
      const left = messages.return?.();
      assert.ok(left, 'a subscription can be left');
      await client.within('leaving a subscription', left);
      const step = await client.within('the step after', messages.next());
      assert.equal(step.done, true);
    }
    assert.equal(getEventListeners(signal, 'abort').length, 0, 'listeners left on the signal');
  }),
];

/** By name: what is lazy cannot be spread. */
const partsOf = (event: RecordedEvent): RecordedEvent => ({
  id: event.id,
  stream: event.stream,
  revision: event.revision,
  position: event.position,
  type: event.type,
  schemaVersion: event.schemaVersion,
  data: event.data,
  metadata: event.metadata,
});
