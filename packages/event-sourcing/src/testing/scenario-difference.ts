import * as E from 'fp-ts/lib/Either.js';
import { isDeepStrictEqual } from 'node:util';
import type { DomainEvent, Rejection } from '../decider.js';
import { type Difference, shownEvent } from './scenario-failed.js';
import { shown } from './shown.js';

type Decision = E.Either<Rejection, ReadonlyArray<DomainEvent>>;
type Events = ReadonlyArray<DomainEvent>;

/** `undefined` where exactly these events were decided. */
export const differenceOfEvents = (
  expected: Events,
  decision: Decision,
): Difference | undefined => {
  if (E.isLeft(decision)) {
    return { expected: eventLines(expected, [], '-'), got: [rejectionLine(decision.left)] };
  }
  const got = decision.right;
  if (isDeepStrictEqual([...expected], [...got])) return undefined;
  const pairs = pairedByType(expected, got);
  const partnersOf = (side: 0 | 1) => new Map(pairs.map((pair) => [pair[side], pair[1 - side]]));
  const [inGot, inExpected] = [partnersOf(0), partnersOf(1)];
  return {
    expected: eventLines(
      expected,
      expected.map((_, at) => got[inGot.get(at) ?? -1]),
      '-',
    ),
    got: eventLines(
      got,
      got.map((_, at) => expected[inExpected.get(at) ?? -1]),
      '+',
    ),
  };
};

/** `undefined` where it was refused with these fields. */
export const differenceOfRejection = (
  expected: Partial<Rejection>,
  decision: Decision,
): Difference | undefined => {
  if (E.isRight(decision)) {
    return { expected: [rejectionLine(expected)], got: eventLines(decision.right, [], '+') };
  }
  const got = { ...decision.left };
  const asked = { ...got, ...expected };
  return isDeepStrictEqual(asked, got)
    ? undefined
    : { expected: [rejectionLine(expected, got)], got: [rejectionLine(got, asked)] };
};

/** Events of the same type belong together, as long as their order is kept. */
const pairedByType = (expected: Events, got: Events): ReadonlyArray<readonly [number, number]> => {
  const pairs: Array<readonly [number, number]> = [];
  for (const [at, { type }] of expected.entries()) {
    const from = (pairs.at(-1)?.[1] ?? -1) + 1;
    const found = got.findIndex((event, index) => index >= from && event.type === type);
    if (found >= 0) pairs.push([at, found]);
  }
  return pairs;
};

const eventLines = (
  events: Events,
  partners: ReadonlyArray<DomainEvent | undefined>,
  alone: '-' | '+',
): ReadonlyArray<string> =>
  events.length === 0
    ? ['nothing']
    : events.map((event, at) => {
        const partner = partners[at];
        const sign = partner === undefined ? alone : isDeepStrictEqual(event, partner) ? '=' : '≠';
        return `${sign} ${shownEvent(event, partner)}`;
      });

const rejectionLine = (rejection: Partial<Rejection>, against = rejection): string => {
  const { _tag = '', ...fields } = rejection;
  const { _tag: otherTag = '', ...others } = against;
  return `rejected  ${_tag === otherTag ? _tag : `»${_tag}«`}  ${shown(fields, others)}`;
};
