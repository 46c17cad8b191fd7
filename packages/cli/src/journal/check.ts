import type { CommandLine, EventPattern, ViewLine } from './journal-line.js';
import { matches } from './matches.js';
import { eventsMatch, type ComparableEvent } from './recorded.js';

/** What a command came to. */
export type Outcome =
  | { readonly kind: 'recorded'; readonly events: ReadonlyArray<ComparableEvent> }
  | { readonly kind: 'refused'; readonly rejection: { readonly _tag: string } };

/** What its consequences recorded, by stream. */
export type Consequences = ReadonlyMap<string, ReadonlyArray<ComparableEvent>>;

/** An expectation that was not met. */
export interface Mismatch {
  readonly what: 'expect' | 'then' | 'expectCount' | 'match';
  readonly expected: unknown;
  readonly actual: unknown;
}

export const checkOutcome = (
  expected: CommandLine['expect'],
  outcome: Outcome,
): ReadonlyArray<Mismatch> =>
  expected === undefined || isAsExpected(expected, outcome)
    ? []
    : [
        {
          what: 'expect',
          expected,
          actual: outcome.kind === 'refused' ? outcome.rejection : named(outcome.events, expected),
        },
      ];

const isAsExpected = (expected: NonNullable<CommandLine['expect']>, outcome: Outcome): boolean => {
  if (expected === 'nothing') return outcome.kind === 'recorded' && outcome.events.length === 0;
  if (isList(expected)) {
    return outcome.kind === 'recorded' && eventsMatch(expected, outcome.events);
  }
  if (outcome.kind !== 'refused') return false;
  return typeof expected === 'string'
    ? outcome.rejection._tag === expected
    : matches(expected, outcome.rejection);
};

/** Complete over the streams of the domain: a stream that is not named must have recorded nothing. */
export const checkConsequences = (
  expected: Readonly<Record<string, ReadonlyArray<EventPattern>>> | undefined,
  consequences: Consequences,
): ReadonlyArray<Mismatch> => {
  if (expected === undefined) return [];
  const streams = new Set([...Object.keys(expected), ...consequences.keys()]);
  const isMet = [...streams].every((stream) =>
    eventsMatch(expected[stream] ?? [], consequences.get(stream) ?? []),
  );
  if (isMet) return [];
  const actual = Object.fromEntries(
    [...consequences].map(([stream, events]) => [stream, named(events, expected[stream])]),
  );
  return [{ what: 'then', expected, actual }];
};

export const checkRows = (
  { expect, expectCount, match }: ViewLine,
  rows: ReadonlyArray<unknown>,
): ReadonlyArray<Mismatch> => [
  ...(expect === undefined || matches(expect, rows)
    ? []
    : [{ what: 'expect', expected: expect, actual: rows } as const]),
  ...(expectCount === undefined || expectCount === rows.length
    ? []
    : [{ what: 'expectCount', expected: expectCount, actual: rows.length } as const]),
  ...(match === undefined || match.every((one) => rows.some((row) => matches(one, row)))
    ? []
    : [{ what: 'match', expected: match, actual: rows } as const]),
];

const isList = (
  expected: NonNullable<CommandLine['expect']>,
): expected is ReadonlyArray<EventPattern> => Array.isArray(expected);

/** Types alone where the expectation names types alone. */
const named = (
  events: ReadonlyArray<ComparableEvent>,
  expected: unknown,
): ReadonlyArray<unknown> =>
  Array.isArray(expected) && expected.some((one) => typeof one !== 'string')
    ? events
    : events.map(({ type }) => type);
