import { UnreadableJson } from '@partner-incentives/event-sourcing';

/**
 * The metadata of an event on the server: as given, with `$schemaVersion` and, where they are known, `$correlationId`
 * and `$causationId` before it, which the server's own projections go by. What is no object, or says such a thing
 * itself, stands under `$metadata`.
 */
export const storedMetadata = (metadata: unknown, schemaVersion: number): string => {
  const json = JSON.stringify(metadata);
  const version = `{"$schemaVersion":${schemaVersion}`;
  if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata)) {
    return `${version},"$metadata":${json}}`;
  }
  if (ours.some((name) => Object.hasOwn(metadata, name))) return `${version},"$metadata":${json}}`;
  const links = `${link(metadata, 'correlationId')}${link(metadata, 'causationId')}`;
  return `${version}${links}${json === '{}' ? '' : ','}${json.slice(1)}`;
};

export interface ReadMetadata {
  readonly schemaVersion: number;
  readonly metadata: unknown;
}

/** The way back. Metadata that we did not write are as they are, of schema version 1. */
export const readMetadata = (text: string): ReadMetadata => {
  if (text === '') return { schemaVersion: 1, metadata: {} };
  try {
    return writtenByUs(text) ?? anyMetadata(JSON.parse(text));
  } catch {
    return { schemaVersion: 1, metadata: new UnreadableJson('its metadata are no JSON') };
  }
};

const ours = ['$schemaVersion', '$correlationId', '$causationId', '$metadata'] as const;

const link = (metadata: object, name: 'correlationId' | 'causationId'): string => {
  const id: unknown = Reflect.get(metadata, name);
  return typeof id === 'string' ? `,"$${name}":${JSON.stringify(id)}` : '';
};

const string = '"(?:[^"\\\\]|\\\\.)*"';
const head = new RegExp(
  `^\\{"\\$schemaVersion":(\\d+)(?:,"\\$correlationId":${string})?(?:,"\\$causationId":${string})?(,"\\$metadata":|,(?=")|\\})`,
);

// Cut off as text: an object that loses fields is a slow one from then on, and this is done for every event.
const writtenByUs = (text: string): ReadMetadata | undefined => {
  const [all, version = '', next = ''] = head.exec(text) ?? [];
  if (all === undefined) return undefined;
  const rest = text.slice(all.length);
  const json = next === '}' ? `{}${rest}` : next === ',' ? `{${rest}` : withoutBrace(rest);
  try {
    return { schemaVersion: Number(version), metadata: JSON.parse(json) };
  } catch {
    return undefined;
  }
};

/** What ends otherwise is no JSON, and does not become any by losing its end. */
const withoutBrace = (text: string): string => (text.endsWith('}') ? text.slice(0, -1) : text);

/** The same fields in another writer's order or spacing. */
const anyMetadata = (parsed: unknown): ReadMetadata => {
  const version: unknown = isObject(parsed) ? Reflect.get(parsed, '$schemaVersion') : undefined;
  if (!isObject(parsed) || typeof version !== 'number')
    return { schemaVersion: 1, metadata: parsed };
  const wrapped: unknown = Reflect.get(parsed, '$metadata');
  for (const name of ours) Reflect.deleteProperty(parsed, name);
  return { schemaVersion: version, metadata: wrapped === undefined ? parsed : wrapped };
};

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
