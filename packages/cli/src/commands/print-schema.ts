import { commandCodecs, CommandEnvelopeJson, eventSchemas } from '@partner-incentives/domain';
import { CliError } from '../exit-code.js';
import { lineCodecs } from '../journal/journal-line.js';
import type { Report } from '../output/report.js';
import { jsonSchemaOf, type JsonSchema } from '../schema/json-schema.js';

/** The public contract as JSON Schema, read off the codecs that enforce it. */
export const printSchema = (what: string): Report => {
  const schema = schemas[what]?.();
  if (schema === undefined) {
    throw new CliError(
      `expected one of ${Object.keys(schemas).join(', ')}, got ${JSON.stringify(what)}`,
    );
  }
  return { status: 'pass', data: schema, text: JSON.stringify(schema, undefined, 2) };
};

const document = (title: string, body: JsonSchema): JsonSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title,
  ...body,
});

const schemas: Readonly<Record<string, () => JsonSchema>> = {
  commands: () => {
    const names = Object.keys(commandCodecs);
    const { properties, ...envelope } = jsonSchemaOf(CommandEnvelopeJson);
    return document('A command', {
      ...envelope,
      properties: {
        ...(properties as JsonSchema),
        command: { anyOf: names.map((name) => ({ $ref: `#/$defs/${name}` })) },
      },
      $defs: definitions(commandCodecs),
    });
  },
  events: () =>
    document('The data of each event, by type', {
      $defs: Object.fromEntries(
        Object.entries(eventSchemas).map(([type, { version, codec }]) => [
          type,
          { ...jsonSchemaOf(codec), $comment: `version ${String(version)}` },
        ]),
      ),
    }),
  journal: () =>
    document('A line of a journal', {
      anyOf: Object.keys(lineCodecs).map((name) => ({ $ref: `#/$defs/${name}` })),
      $defs: definitions(lineCodecs),
    }),
};

const definitions = (
  codecs: Readonly<Record<string, Parameters<typeof jsonSchemaOf>[0]>>,
): JsonSchema =>
  Object.fromEntries(Object.entries(codecs).map(([name, codec]) => [name, jsonSchemaOf(codec)]));
