import { commandCodecs, CommandEnvelopeJson, eventSchemas } from '@partner-incentives/domain';
import type * as t from 'io-ts';
import { CliError } from '../exit-code.js';
import { lineCodecs } from '../journal/journal-line.js';
import type { Report } from '../output/report.js';
import { jsonSchemaOf, type JsonSchema } from '../schema/json-schema.js';

/** The public contract as JSON Schema, read off the codecs that enforce it. */
export const printSchema = (what: string): Report => {
  const schema = Object.hasOwn(schemas, what) ? schemas[what]?.() : undefined;
  if (schema === undefined) {
    const known = Object.keys(schemas).join(', ');
    throw new CliError(`expected one of ${known}, got ${JSON.stringify(what)}`);
  }
  return { status: 'pass', data: schema, text: JSON.stringify(schema, undefined, 2) };
};

const schemas: Readonly<Record<string, () => JsonSchema>> = {
  commands: () => {
    const { properties, ...envelope } = jsonSchemaOf(CommandEnvelopeJson);
    return document('A command', commandCodecs, {
      ...envelope,
      properties: { ...(properties as JsonSchema), command: anyOf(Object.keys(commandCodecs)) },
    });
  },
  events: () =>
    document('An event: its type, version and data', dataCodecs, {
      type: 'object',
      required: ['type', 'schemaVersion', 'data'],
      anyOf: Object.entries(eventSchemas).map(([type, { version }]) => ({
        properties: { type: { const: type }, schemaVersion: { const: version }, data: ref(type) },
      })),
    }),
  journal: () => document('A line of a journal', lineCodecs, anyOf(Object.keys(lineCodecs))),
};

const dataCodecs = Object.fromEntries(
  Object.entries(eventSchemas).map(([type, { codec }]) => [type, codec]),
);

const document = (
  title: string,
  definitions: Readonly<Record<string, t.Mixed>>,
  body: JsonSchema,
): JsonSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title,
  ...body,
  $defs: Object.fromEntries(
    Object.entries(definitions).map(([name, codec]) => [name, jsonSchemaOf(codec)]),
  ),
});

const ref = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` });

const anyOf = (names: ReadonlyArray<string>): JsonSchema => ({ anyOf: names.map(ref) });
