import { Buffer } from 'node:buffer';
import { NoStream } from '@partner-incentives/event-sourcing';
import type { PreparedAppend, PreparedEvent } from './prepared-append.js';

/** An append as the server wants it: where to, and then each event. The same bytes for every sending. */
export const appendMessages = ({
  stream,
  expected,
  events,
}: PreparedAppend): ReadonlyArray<Buffer> => {
  const identifier = field(1, field(3, Buffer.from(stream)));
  const revision = expected === NoStream ? field(3) : numberField(2, expected);
  return [field(1, identifier, revision), ...events.map(proposed)];
};

const proposed = ({ id, type, data, metadata }: PreparedEvent): Buffer =>
  field(
    2,
    field(1, field(2, Buffer.from(id))),
    header('type', type),
    isJson,
    field(3, metadata),
    field(4, data),
  );

const header = (name: string, value: string): Buffer =>
  field(2, field(1, Buffer.from(name)), field(2, Buffer.from(value)));

// Protobuf: a field is its number and kind, then a number, or a length and as many bytes.

const field = (number: number, ...content: ReadonlyArray<Uint8Array>): Buffer => {
  const length = content.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([varint(number * 8 + asBytes), varint(length), ...content]);
};

const numberField = (number: number, value: number): Buffer =>
  Buffer.concat([varint(number * 8 + asVarint), varint(value)]);

/** Seven bits at a time, the lowest first; all bytes but the last say that there are more. */
const varint = (value: number): Uint8Array => {
  const known = ofOneByte[value];
  if (known !== undefined) return known;
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
  return Uint8Array.from(bytes);
};

const ofOneByte = Array.from({ length: 128 }, (_, value) => Uint8Array.of(value));
const [asVarint, asBytes] = [0, 2];

const isJson = header('content-type', 'application/json');
