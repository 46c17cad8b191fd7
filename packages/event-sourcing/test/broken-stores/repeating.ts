import * as E from 'fp-ts/lib/Either.js';
import type { EventStore } from '../../src/event-store.js';
import type { InMemoryLog } from '../../src/in-memory-log.js';
import { broken, type BrokenStore } from './broken-store.js';

const once = 'an append repeated at its revision is answered as before and written once';
const others = 'other events at a revision that has passed are a conflict';

type Append = Parameters<EventStore['append']>;

/** Refuses those repeated appends that it does not recognise. */
const forgetting = (
  bug: string,
  recognises: (log: InMemoryLog, ...append: Append) => boolean,
): BrokenStore =>
  broken(once, bug, (store, log) => ({
    append: (stream, expected, events) => async () => {
      const actual = log.stream(stream).length - 1;
      const answer = await store.append(stream, expected, events)();
      const repeated = E.isRight(answer) && log.stream(stream).length - 1 === actual;
      return repeated && !recognises(log, stream, expected, events)
        ? E.left({ _tag: 'RevisionConflict', stream, expected, actual })
        : answer;
    },
  }));

export const brokenRepeating = [
  forgetting('does not know a repeated append', () => false),

  forgetting(
    'knows only the last append again',
    (log, stream, _expected, events) => log.stream(stream).at(-1)?.id === events.at(-1)?.id,
  ),

  forgetting(
    'does not know the beginning of an append again',
    (_log, _stream, _expected, events) => events.length > 1,
  ),

  broken(once, 'answers a repeated append as if it were the first', (store, log) => ({
    append: (stream, expected, events) => async () => {
      const answer = await store.append(stream, expected, events)();
      const position = E.isRight(answer) && log.stream(stream)[answer.right.revision]?.position;
      return E.isRight(answer) && position ? E.right({ ...answer.right, position }) : answer;
    },
  })),

  broken(once, 'answers a repeated append with the last revision', (store, log) => ({
    append: (stream, expected, events) => async () => {
      const answer = await store.append(stream, expected, events)();
      const revision = log.stream(stream).length - 1;
      return E.isRight(answer) ? E.right({ ...answer.right, revision }) : answer;
    },
  })),

  broken(once, 'writes a repeated append again', (store, log) => ({
    append: (stream, expected, events) => async () => {
      const before = log.stream(stream).length;
      const answer = await store.append(stream, expected, events)();
      const repeated = E.isRight(answer) && log.stream(stream).length === before;
      if (repeated) log.record(stream, events);
      return answer;
    },
  })),

  broken(others, 'knows events by their ids, wherever they stand', (store, log) => ({
    append: (stream, expected, events) => async () => {
      const answer = await store.append(stream, expected, events)();
      const recorded = log.stream(stream);
      const known = events.every(({ id }) => recorded.some((event) => event.id === id));
      return E.isLeft(answer) && known ? E.right({ revision: recorded.length - 1 }) : answer;
    },
  })),

  broken(others, 'writes what is new in a longer list', (store, log) => ({
    append: (stream, expected, events) => async () => {
      const recorded = log.stream(stream);
      const known = recorded.slice(expected + 1);
      const [next, ...rest] = events.slice(known.length);
      const longer = known.length > 0 && known.every(({ id }, at) => id === events[at]?.id);
      return longer && next
        ? store.append(stream, recorded.length - 1, [next, ...rest])()
        : store.append(stream, expected, events)();
    },
  })),
];
