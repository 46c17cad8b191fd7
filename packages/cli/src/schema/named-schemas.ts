import { InstantInput } from '@partner-incentives/domain';
import type * as t from 'io-ts';
import type { JsonSchema } from './json-schema.js';

/** What codecs accept, exactly, that accept less than their structure says; known by their names. */
export const namedSchema = (codec: t.Mixed): JsonSchema | undefined =>
  codec === InstantInput ? instantInput : schemas.get(codec.name);

const text = (pattern: string, description: string): JsonSchema => ({
  type: 'string',
  pattern: `^(?:${pattern})$`,
  description,
});

const whole = (minimum: number, maximum = Number.MAX_SAFE_INTEGER): JsonSchema => ({
  type: 'integer',
  minimum,
  maximum,
});

const idPattern = '[A-Za-z0-9.-]{1,128}';
const id = (kind: string): JsonSchema => text(idPattern, kind);

// No control characters, and no half of a surrogate pair.
const clean = '[^\\u0000-\\u001F\\u007F\\p{Cs}]';

const day = [
  // 31 days, 30 days, February, and its 29th in leap years
  '(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])',
  '(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)',
  '02-(?:0[1-9]|1\\d|2[0-8])',
].map((monthAndDay) => `\\d{4}-${monthAndDay}`);
const leapYear = '(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)';
const date = `(?!0000)(?:${[...day, `${leapYear}-02-29`].join('|')})`;
const time = 'T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d';

const instantInput = text(`${date}(?:${time}(?:\\.\\d{3})?Z)?`, 'UTC; a bare date is its 00:00Z');

const schemas: ReadonlyMap<string, JsonSchema> = new Map([
  ...[
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
  ].map((kind) => [kind, id(kind)] as const),
  [
    'Actor (a user id, or system:NAME)',
    text(`(?:system:)?${idPattern}`, 'a user id, or system:MS'),
  ],
  ['Instant', text(`${date}${time}\\.\\d{3}Z`, 'UTC')],
  ['CalendarDate', text(date, 'a day')],
  [
    'FiscalYear (the year it ends in)',
    { ...whole(1000, 9998), description: 'the year it ends in' },
  ],
  ['Text of 1 to 200 characters', text(`${clean}{1,200}`, 'words for people')],
  ['Code of 1 to 64 characters', text(`(?!.* )${clean}{1,64}`, 'no spaces')],
  ['Country', text(`${clean}{1,64}`, 'ISO 3166-1 alpha-2 is advised')],
  ['Currency (ISO 4217)', text('[A-Z]{3}', 'ISO 4217')],
  ['Url (http or https)', text(`(?!.*\\s)(?=https?://.)${clean}{1,2000}`, 'http or https')],
  ['e-mail address', { ...text('[^\\s@]+@[^\\s@]+', 'e-mail address'), maxLength: 254 }],
  ['whole number, not negative', whole(0)],
  ['whole number of at least 1', whole(1)],
  ['revision (whole number, -1 for no stream yet)', whole(-1)],
  [
    'non-empty list of different ProgramIds',
    { type: 'array', items: id('ProgramId'), minItems: 1, uniqueItems: true },
  ],
]);
