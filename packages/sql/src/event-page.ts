import { sql } from 'kysely';
import type { StoredRow } from './event-log.js';

/**
 * A page of events as one row: what is short as one JSON array, the JSON texts one to a line. Every value that the driver
 * hands over by itself costs about as much as SQLite takes to find it.
 */
export interface EventPage {
  readonly heads: string;
  /** `null` where there are no events. */
  readonly data: string | null;
  readonly metadata: string | null;
  /** How long both are: a text with a NUL comes shorter. */
  readonly bytes: number | null;
}

const linesIn = (column: 'data' | 'metadata') =>
  sql<string | null>`group_concat(${sql.ref(column)}, ${sql.lit('\n')})`;
const [allData, allMetadata] = [linesIn('data'), linesIn('metadata')];

/** What a page is made of, over the rows of `storedEvents` in their order. */
export const pageColumns = [
  sql<string>`json_group_array(json_array(position, stream, revision, id, type, schema_version))`.as(
    'heads',
  ),
  allData.as('data'),
  allMetadata.as('metadata'),
  sql<number | null>`octet_length(${allData}) + octet_length(${allMetadata})`.as('bytes'),
] as const;

/**
 * The rows of a page; `undefined` where it cannot be told which text belongs to which. JSON as it is written here has no
 * line ends, but others may have written some, or a NUL, at which the driver ends a text.
 */
export const rowsOfPage = (page: EventPage): ReadonlyArray<StoredRow> | undefined => {
  const heads = JSON.parse(page.heads) as ReadonlyArray<Head>;
  const data = linesOf(page.data);
  const metadata = linesOf(page.metadata);
  const bytes = Buffer.byteLength(page.data ?? '') + Buffer.byteLength(page.metadata ?? '');
  if (bytes !== (page.bytes ?? 0)) return undefined;
  if (data.length !== heads.length || metadata.length !== heads.length) return undefined;
  return heads.map(([position, stream, revision, id, type, schema_version], at) => ({
    position,
    stream,
    revision,
    id,
    type,
    schema_version,
    data: data[at] ?? '',
    metadata: metadata[at] ?? '',
  }));
};

type Head = readonly [
  position: number,
  stream: string,
  revision: number,
  id: string,
  type: string,
  schemaVersion: number,
];

const linesOf = (text: string | null): ReadonlyArray<string> => text?.split('\n') ?? [];
