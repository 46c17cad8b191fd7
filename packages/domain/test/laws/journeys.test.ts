import { describe, expect, test } from '@jest/globals';
import { eventCodec } from '@partner-incentives/event-sourcing';
import { categoryOf } from '@partner-incentives/event-sourcing/stream-name';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { aggregateFor, foldOf } from '../../src/aggregates.js';
import { commandCodecs, eventSchemas, type Event } from '../../src/catalogue.js';
import type { Both, Moment } from '../random/both.js';
import { travel } from '../random/journey.js';
import { routes } from '../random/routes.js';

// Laws of deciding and evolving, over whatever random journeys come to, in every aggregate.

const codec = eventCodec(eventSchemas);

const holds = (law: (both: Both) => void): void => {
  fc.assert(
    fc.property(routes, (route) => law(travel(route))),
    { numRuns: 60 },
  );
};

const momentsOf = ({ told }: Both): ReadonlyArray<Moment> =>
  told.filter((line): line is Moment => 'ask' in line);

/** Writing to what was handed in throws. */
const frozen = <Value>(value: Value): Value => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
};

/** As a store gives it back: its text, read by the codec. */
const storedAndRead = (event: Event): Event => {
  const encoded = codec.encode(event.type, event.data);
  if (E.isLeft(encoded)) throw new Error(`${event.type} cannot be stored`);
  const data: unknown = JSON.parse(JSON.stringify(encoded.right.data));
  const read = codec.decode({ ...encoded.right, data });
  if (read._tag !== 'Event') throw new Error(`${event.type} cannot be read: ${read._tag}`);
  return codec.event(read, event.effectiveAt);
};

describe('laws over random journeys (§7)', () => {
  test('deciding again with frozen inputs gives the same answer (determinism, §9.3)', () => {
    holds((both) => {
      for (const { handled } of momentsOf(both)) {
        const { envelope, before, facts, decision } = frozen(handled);
        const again = aggregateFor(envelope.command).decide(envelope, before, facts);
        expect(again).toEqual(decision);
      }
    });
  });

  test('evolve takes whatever decide emits, frozen, and its states are plain JSON', () => {
    holds(({ domain }) => {
      for (const [stream, { events, state }] of domain.streams) {
        const fold = foldOf(categoryOf(stream));
        const folded = events.reduce<unknown>(
          (so, event) => frozen(fold.evolve(so, frozen(event))),
          fold.initial,
        );
        expect(folded).toEqual(state);
        expect(JSON.parse(JSON.stringify(folded))).toStrictEqual(folded);
      }
    });
  });

  test('stored events, read back and folded from the start, give the state that came step by step', () => {
    holds(({ domain }) => {
      for (const [stream, { events, state }] of domain.streams) {
        const fold = foldOf(categoryOf(stream));
        const read = events.map(storedAndRead);
        expect(read.reduce((so, event) => fold.evolve(so, event), fold.initial)).toEqual(state);
      }
    });
  });

  test('the commands of the journeys are well-formed, and decode to themselves', () => {
    holds((both) => {
      for (const { ask } of momentsOf(both)) {
        const { command } = ask;
        expect(commandCodecs[command.type].decode(command)).toEqual(E.right(command));
      }
    });
  });
});
