import { endOfTime } from './log-record.js';

/** What a stream's metadata says about which of its events are to be seen. */
export interface StreamMetadata {
  readonly maxCount?: bigint;
  /** Seconds. */
  readonly maxAge?: bigint;
  /** The first revision to be seen. */
  readonly truncateBefore?: bigint;
}

export const metadataStream = (stream: string): string => `$$${stream}`;

export const isMetadataStream = (stream: string): boolean => stream.startsWith('$$');

/** The stream a metadata stream is about. */
export const describedStream = (stream: string): string => stream.slice(2);

export const isSoftDeleted = (metadata: StreamMetadata): boolean =>
  metadata.truncateBefore === endOfTime;

/** What cannot be read says nothing, as on the real server. */
export const parseStreamMetadata = (text: string): StreamMetadata => {
  const fields = jsonObject(text);
  if (fields === undefined) return {};
  const maxCount = whole(text, '$maxCount', fields);
  const maxAge = whole(text, '$maxAge', fields);
  const truncateBefore = whole(text, '$tb', fields);
  return {
    ...(maxCount !== undefined && maxCount > 0n && { maxCount }),
    ...(maxAge !== undefined && maxAge > 0n && { maxAge }),
    ...(truncateBefore !== undefined && { truncateBefore }),
  };
};

/** The same metadata with another `$tb`. */
export const truncatedBefore = (text: string, revision: bigint): string => {
  const { $tb: _, ...others } = jsonObject(text) ?? {};
  const rest = JSON.stringify(others).slice(1);
  return `{"$tb":${revision}${rest === '}' ? rest : `,${rest}`}`;
};

const jsonObject = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { ...value }
      : undefined;
  } catch {
    return undefined;
  }
};

// JSON.parse would round 2^63-1: the digits are taken from the text.
const whole = (
  text: string,
  name: '$maxCount' | '$maxAge' | '$tb',
  fields: Readonly<Record<string, unknown>>,
): bigint | undefined => {
  if (typeof fields[name] !== 'number') return undefined;
  const digits = new RegExp(`"\\${name}"\\s*:\\s*(\\d+)`).exec(text)?.[1];
  return digits === undefined ? undefined : BigInt(digits);
};
