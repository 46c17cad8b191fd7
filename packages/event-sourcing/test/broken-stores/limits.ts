import * as E from 'fp-ts/lib/Either.js';
import { checkLimits } from '../../src/append-limits.js';
import type { NewEvent } from '../../src/envelope.js';
import { appendLimits } from '../../src/event-store.js';
import { broken, type BrokenStore } from './broken-store.js';

const count = 'an append holds 64 events and not one more';
const eventSize = 'an event holds 64 KiB of UTF-8 and not one byte more';
const appendSize = 'an append holds 512 KiB and not one byte more';
const before = 'what is too large is refused before the stream is asked';

/** Lets through at the right revision what it does not see to be too large. */
const lenient = (
  breaks: string,
  bug: string,
  fits: (events: ReadonlyArray<NewEvent>) => boolean,
): BrokenStore =>
  broken(breaks, bug, (store, log) => ({
    append: (stream, expected, events) => async () => {
      const answer = await store.append(stream, expected, events)();
      const atRevision = log.stream(stream).length - 1 === expected;
      if (E.isRight(answer) || answer.left._tag !== 'TooLarge' || !atRevision || !fits(events)) {
        return answer;
      }
      log.record(stream, events);
      return E.right({ revision: expected + events.length });
    },
  }));

const textOf = ({ data, metadata }: NewEvent): string =>
  JSON.stringify(data) + JSON.stringify(metadata);

export const brokenLimits: ReadonlyArray<BrokenStore> = [
  lenient(count, 'takes one event more', ({ length }) => length === appendLimits.events + 1),

  lenient(eventSize, 'counts characters', ([first, ...rest]) =>
    Boolean(first && rest.length === 0 && textOf(first).length <= appendLimits.eventBytes),
  ),

  lenient(eventSize, 'does not count metadata', ([first, ...rest]) => {
    const data = JSON.stringify(first?.data);
    return rest.length === 0 && Buffer.byteLength(data) <= appendLimits.eventBytes / 2;
  }),

  broken(eventSize, 'refuses what just fits', (store) => ({
    append: (stream, expected, events) => async () => {
      checkLimits(events);
      const largest = Math.max(...events.map((event) => Buffer.byteLength(textOf(event))));
      return largest === appendLimits.eventBytes
        ? E.left({
            _tag: 'TooLarge',
            what: 'eventBytes',
            limit: appendLimits.eventBytes,
            actual: largest,
          })
        : store.append(stream, expected, events)();
    },
  })),

  lenient(
    appendSize,
    'does not add up',
    (events) =>
      events.length > 1 &&
      events.length <= appendLimits.events &&
      events.every((event) => Buffer.byteLength(textOf(event)) <= appendLimits.eventBytes),
  ),

  broken(before, 'asks the stream first', (store, log) => ({
    append: (stream, expected, events) => async () => {
      const answer = await store.append(stream, expected, events)();
      const actual = log.stream(stream).length - 1;
      return E.isLeft(answer) && answer.left._tag === 'TooLarge' && expected !== actual
        ? E.left({ _tag: 'RevisionConflict', stream, expected, actual })
        : answer;
    },
  })),
];
