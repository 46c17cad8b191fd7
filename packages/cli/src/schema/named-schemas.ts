import type { JsonSchema } from './json-schema.js';

const text = (pattern: string, description: string): JsonSchema => ({
  type: 'string',
  pattern,
  description,
});

const id = (kind: string): JsonSchema => text('^[A-Za-z0-9.-]{1,128}$', kind);

/** Codecs that narrow or transform what JSON Schema says by a pattern, by their name. */
export const namedSchemas: Readonly<Record<string, JsonSchema>> = {
  ...Object.fromEntries(
    [
      'PartnerId',
      'ProgramId',
      'UserId',
      'TenantId',
      'BankProfileId',
      'TaxProfileId',
      'InvitationId',
      'SubmissionId',
      'PayingEntityId',
      'CommandId',
    ].map((kind) => [kind, id(kind)]),
  ),
  Instant: text(
    '^\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z)?$',
    'ISO 8601 in UTC; a bare date is 00:00Z',
  ),
  CalendarDate: text('^\\d{4}-\\d\\d-\\d\\d$', 'a day'),
  'Currency (ISO 4217)': text('^[A-Z]{3}$', 'ISO 4217'),
  'Actor (a user id, or system:NAME)': text(
    '^(system:)?[A-Za-z0-9.-]{1,128}$',
    'a user id, or system:NAME',
  ),
  'FiscalYear (the year it ends in)': {
    type: 'integer',
    minimum: 1000,
    maximum: 9998,
    description: 'the year it ends in',
  },
  'non-empty list of different ProgramIds': {
    type: 'array',
    items: id('ProgramId'),
    minItems: 1,
    uniqueItems: true,
  },
};
