import { setImmediate } from 'node:timers/promises';
import * as E from 'fp-ts/lib/Either.js';
import { checkLimits } from '../../src/append-limits.js';
import { NoStream } from '../../src/event-store.js';
import { broken } from './broken-store.js';
import { each } from './streams.js';

const revisions = "an append is accepted at its stream's revision, and at no other";
const answers = 'an append answers with the revision and position of its last event';
const nothing = 'a refused append writes nothing, not even its first events';
const whole = 'a reader sees all events of an append or none';
const kept = 'an event is read back as it was written, with its place';
const apart = 'streams whose names begin alike are kept apart';

export const brokenAppending = [
  broken(revisions, 'takes any revision beyond the end', (store, log) => ({
    append: (stream, expected, events) => {
      const actual = log.stream(stream).length - 1;
      return store.append(stream, Math.min(expected, actual), events);
    },
  })),

  broken(revisions, 'tells the wrong actual revision', (store) => ({
    append: (stream, expected, events) => async () => {
      const answer = await store.append(stream, expected, events)();
      return E.isLeft(answer) && answer.left._tag === 'RevisionConflict'
        ? E.left({ ...answer.left, actual: answer.left.actual + 1 })
        : answer;
    },
  })),

  broken(answers, 'answers with the revision of the first event', (store, log) => ({
    append: (stream, expected, events) => async () => {
      const before = log.stream(stream).length;
      const answer = await store.append(stream, expected, events)();
      const written = log.stream(stream).length > before;
      return written && E.isRight(answer) ? E.right({ ...answer.right, revision: before }) : answer;
    },
  })),

  broken(answers, 'answers without a position', (store) => ({
    append: (stream, expected, events) => async () => {
      const answer = await store.append(stream, expected, events)();
      return E.isRight(answer) ? E.right({ revision: answer.right.revision }) : answer;
    },
  })),

  broken(nothing, 'writes what comes before an event that is too large', (store, log) => ({
    append: (stream, expected, events) => async () => {
      const answer = await store.append(stream, expected, events)();
      if (E.isLeft(answer) && answer.left._tag === 'TooLarge') {
        const first = events.findIndex((event) => checkLimits([event]) !== undefined);
        log.record(stream, events.slice(0, Math.max(0, first)));
      }
      return answer;
    },
  })),

  broken(nothing, 'writes to a stream that should not exist, and refuses', (store, log) => ({
    append: (stream, expected, events) => async () => {
      const answer = await store.append(stream, expected, events)();
      const conflict = E.isLeft(answer) && answer.left._tag === 'RevisionConflict';
      if (conflict && expected === NoStream) log.record(stream, events);
      return answer;
    },
  })),

  broken(whole, 'writes event by event', (store, log) => ({
    append: (stream, expected, events) => async () => {
      const last = events.at(-1);
      const fits = checkLimits(events) === undefined;
      if (!fits || !last || log.stream(stream).length - 1 !== expected) {
        return store.append(stream, expected, events)();
      }
      for (const [at, event] of events.slice(0, -1).entries()) {
        await store.append(stream, expected + at, [event])();
        await setImmediate();
      }
      return store.append(stream, expected + events.length - 1, [last])();
    },
  })),

  broken(kept, 'forgets the version of the schema', (store) => ({
    read: (stream, options) =>
      each(store.read(stream, options), (event) => [{ ...event, schemaVersion: 1 }]),
  })),

  broken(apart, 'finds a stream by how its name begins', (store, log) => ({
    read: (stream, options) => {
      const alike = log.events.filter((event) => event.stream.startsWith(stream));
      const several = new Set(alike.map((event) => event.stream)).size > 1;
      return each(store.read(stream, options), (event) =>
        several && event.revision === 0 ? alike : [event],
      );
    },
  })),
];
