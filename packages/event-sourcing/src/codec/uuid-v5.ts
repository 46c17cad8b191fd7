import { hash } from 'node:crypto';

// Fixed for ever: every id derived from a name hangs on it.
const ours = '5f0c8a52-3a0e-4d4b-9d0a-7c1f6f1f2b6e';

/**
 * The id that follows from its parts: the same parts, the same id, on every machine. The parts are joined as a JSON
 * array, so that no two lists of parts are one name: `('a', 'b')`, `('a,b')` and `('a', '', 'b')` differ, and so do
 * 1 and `'1'`.
 */
export const uuidV5 = (...parts: ReadonlyArray<string | number>): string =>
  uuidOf(JSON.stringify(parts), oursBytes);

/** RFC 4122 §4.3: the id of a name within a namespace, itself a UUID. */
export const uuidV5In = (namespace: string, name: string): string =>
  uuidOf(name, bytesOf(namespace));

const bytesOf = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');
const oursBytes = bytesOf(ours);

const uuidOf = (name: string, namespace: Buffer): string => {
  const most = 16 + name.length * 3;
  const bytes = most <= reused.length ? reused : Buffer.allocUnsafe(most);
  namespace.copy(bytes);
  const length = 16 + bytes.write(name, 16);
  const view =
    bytes === reused ? (views[length] ??= reused.subarray(0, length)) : bytes.subarray(0, length);
  const digest = hash('sha1', view);
  const variant = variants.charAt(Number.parseInt(digest.charAt(16), 16) % 4);
  // Joined, which makes one text; a template makes a tree of eight, and ids are kept.
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `5${digest.slice(13, 16)}`,
    variant + digest.slice(17, 20),
    digest.slice(20, 32),
  ].join('-');
};

// Most names fit into bytes that are used again, seen through one view a length: making both costs half of an id.
const reused = Buffer.alloc(1024);
const views: Array<Buffer | undefined> = [];

// The four digits whose first two bits are 10.
const variants = '89ab';
