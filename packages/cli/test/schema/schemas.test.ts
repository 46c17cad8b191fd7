import { describe, expect, test } from '@jest/globals';
import { commandCodecs, CommandEnvelopeJson, eventSchemas } from '@partner-incentives/domain';
import { compile } from '@partner-incentives/event-sourcing';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import type * as t from 'io-ts';
import { printSchema } from '../../src/commands/print-schema.js';
import { lineCodecs } from '../../src/journal/journal-line.js';
import { parseLine } from '../../src/journal/parse-line.js';
import { jsonSchemaOf } from '../../src/schema/json-schema.js';
import { nearly, strangers } from './nearly.js';
import { namedIn, valuesOf } from './values-of.js';

const validator = (what: string) => {
  const { data } = printSchema(what);
  return new Ajv2020({ strict: true, allErrors: true }).compile(data as object);
};
const numRuns = 500;
const place = { file: 'a.jsonl', line: 1 };
const isLine = (json: unknown): boolean => {
  try {
    parseLine(JSON.stringify(json), place);
    return true;
  } catch {
    return false;
  }
};
const eventCodecs = Object.entries(eventSchemas).map(
  ([type, { version, codec }]): [string, number, t.Mixed] => [type, version, codec],
);
const anyOf = (codecs: Readonly<Record<string, t.Mixed>>) =>
  fc.oneof(...Object.values(codecs).map(valuesOf));

describe('incentives schema', () => {
  test.each(['commands', 'events', 'journal'])('%s is JSON Schema 2020-12', (what) => {
    const schema = printSchema(what).data as object;
    const ajv = new Ajv2020({ strict: true });
    expect(ajv.validateSchema(schema)).toBe(true);
    expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema' });
  });

  describe('agrees with the codecs', () => {
    const isCommand = validator('commands');
    const decode = compile(CommandEnvelopeJson, { unknownKeys: 'error' }).decode;
    const commands = fc.record(
      {
        commandId: valuesOf(CommandEnvelopeJson).map(
          (envelope) => (envelope as { commandId: unknown }).commandId,
        ),
        actor: fc.constantFrom('ines', 'system:MS'),
        at: fc.constantFrom('2024-03-04', '2024-03-04T10:00:00Z'),
        expectedRevision: fc.constantFrom(-1, 3),
        command: anyOf(commandCodecs),
      },
      { requiredKeys: ['commandId', 'actor', 'at', 'command'] },
    );

    test('on valid commands of every type', () => {
      fc.assert(
        fc.property(commands, (json) => {
          expect([isCommand(json), E.isRight(decode(json))]).toEqual([true, true]);
        }),
        { numRuns },
      );
    });

    test('on nearly valid commands', () => {
      fc.assert(
        fc.property(nearly(commands), (json) => {
          expect(isCommand(json)).toBe(E.isRight(decode(json)));
        }),
        { numRuns },
      );
    });

    const isJournalLine = validator('journal');
    const journalLines = anyOf(lineCodecs);

    test('on valid journal lines of every kind', () => {
      fc.assert(
        fc.property(journalLines, (json) => {
          expect([isJournalLine(json), isLine(json)]).toEqual([true, true]);
        }),
        { numRuns },
      );
    });

    test('on nearly valid journal lines', () => {
      fc.assert(
        fc.property(nearly(journalLines), (json) => {
          expect(isJournalLine(json)).toBe(isLine(json));
        }),
        { numRuns },
      );
    });

    const named = [
      ...Object.values<t.Mixed>(commandCodecs),
      ...Object.values<t.Mixed>(lineCodecs),
      ...eventCodecs.map(([, , codec]) => codec),
    ].flatMap(namedIn);

    test.each([...new Set(named)].map((codec): [string, t.Mixed] => [codec.name, codec]))(
      'on what is and what is not: %s',
      (_name, codec) => {
        const accepts = new Ajv2020().compile(jsonSchemaOf(codec));
        const leaf = compile<unknown>(codec);
        for (const json of [...strangers, ...fc.sample(valuesOf(codec), 20)]) {
          expect([json, accepts(json)]).toEqual([json, E.isRight(leaf.decode(json))]);
        }
      },
    );

    const isEvent = validator('events');

    test.each(eventCodecs)('on data of %s, valid and nearly', (type, version, codec) => {
      const data = valuesOf(codec);
      const closed = compile<unknown>(codec, { unknownKeys: 'error' }).decode;
      fc.assert(
        fc.property(fc.oneof(data, nearly(data)), (json) => {
          const event = { type, schemaVersion: version, data: json };
          expect(isEvent(event)).toBe(E.isRight(closed(json)));
        }),
        { numRuns: 50 },
      );
    });

    test('the near misses are about something: many are refused, and many are not', () => {
      const samples = fc.sample(nearly(commands), { numRuns: 1000, seed: 1 });
      const accepted = samples.filter((json) => isCommand(json)).length;
      expect(accepted).toBeGreaterThan(50);
      expect(accepted).toBeLessThan(950);
    });
  });

  test('an event of another type or version is none', () => {
    const isEvent = validator('events');
    const data = { programId: 'IR' };
    expect(isEvent({ type: 'ProgramOpened', schemaVersion: 1, data })).toBe(true);
    expect(isEvent({ type: 'ProgramOpened', schemaVersion: 2, data })).toBe(false);
    expect(isEvent({ type: 'ProgramShut', schemaVersion: 1, data })).toBe(false);
  });

  test('anything else to print a schema of is refused', () => {
    for (const what of ['bogus', 'constructor']) {
      expect(() => printSchema(what)).toThrow(/expected one of commands, events, journal/);
    }
  });
});
