import assert from 'node:assert/strict';
import * as E from 'fp-ts/lib/Either.js';
import { NoStream } from '../../event-store.js';
import { clause, type ContractClause } from './clause.js';
import { ids, newEvent } from './new-event.js';

export const concurrency: ReadonlyArray<ContractClause> = [
  clause('of writers racing for a revision exactly one wins', async (trial) => {
    const clients = [await trial.open(), await trial.open()];
    const stream = trial.stream('contested');
    const writers = Array.from({ length: 4 }, () => clients).flat();
    const winners = [newEvent()];
    await clients[0]?.write(stream, NoStream, [winners[0] ?? newEvent()]);
    for (let revision = 0; revision < 10; revision++) {
      const race = writers.map(async (client) => {
        const event = newEvent();
        return { event, answer: await client.append(stream, revision, [event]) };
      });
      const answers = await Promise.all(race);
      const [won, lost] = [answers.filter(({ answer }) => E.isRight(answer)), answers];
      assert.equal(won.length, 1, `winners of revision ${revision + 1}`);
      winners.push(...won.map(({ event }) => event));
      for (const { answer } of lost) {
        if (E.isLeft(answer)) assert.equal(answer.left._tag, 'RevisionConflict');
      }
    }
    assert.deepEqual(ids((await clients[1]?.read(stream)) ?? []), ids(winners));
  }),

  clause('writers of many streams do not hinder each other', async (trial) => {
    const client = await trial.open();
    const from = await client.mark();
    const writers = Array.from({ length: 40 }, async (_, at) => {
      const events = [newEvent(), newEvent(), newEvent()];
      for (const [revision, event] of events.entries()) {
        await client.write(trial.stream(`s${at}.`), revision - 1, [event]);
      }
      return ids(events);
    });
    const written = (await Promise.all(writers)).flat();
    const found = ids(await client.readAll({ from }));
    assert.deepEqual(found.toSorted(), written.toSorted());
  }),

  clause('a subscriber amid many writers hears everything once and in order', async (trial) => {
    const [writing, listening] = [await trial.open(), await trial.open()];
    const from = await writing.mark();
    const listener = listening.subscribe(from);
    const streams = Array.from({ length: 16 }, (_, at) => trial.stream(`s${at}.`));
    const writers = streams.map(async (stream) => {
      for (let revision = NoStream; revision < 3; revision++) {
        await writing.write(stream, revision, [newEvent()]);
      }
    });
    const last = Promise.all(writers).then(() =>
      writing.write(trial.stream('z.last'), NoStream, [newEvent({ type: 'Last' })]),
    );
    const [heard] = await Promise.all([listener.upTo('Last'), last]);
    for (const stream of streams) {
      const revisions = heard.filter((event) => event.stream === stream).map((e) => e.revision);
      assert.deepEqual(revisions, [0, 1, 2, 3], `revisions of ${stream}`);
    }
  }),

  clause('what befalls one handle does not touch another', async (trial) => {
    const [failing, sound] = [await trial.open(), await trial.open()];
    const listener = sound.subscribe(await sound.mark());
    await listener.untilCaughtUp();
    const events = [newEvent(), newEvent(), newEvent(), newEvent()];
    for (const at of events.keys()) {
      void failing.store.append(trial.stream(`failing${at}`), NoStream, [newEvent()])();
    }
    const appends = events.map((event, at) =>
      sound.append(trial.stream(`sound${at}`), NoStream, [event]),
    );
    await failing.within('close', failing.store.close());
    assert.ok((await Promise.all(appends)).every(E.isRight), 'appends through the sound handle');
    const last = newEvent({ type: 'Last' });
    await sound.write(trial.stream('sound.last'), NoStream, [last]);
    const heard = new Set(ids(await listener.upTo('Last')));
    assert.ok(
      ids(events).every((id) => heard.has(id)),
      'events told to the sound handle',
    );
  }),
];
