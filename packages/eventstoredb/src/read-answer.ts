import { Buffer } from 'node:buffer';
import type { Position } from '@partner-incentives/event-sourcing';
import { positionAt } from './position.js';
import { ProtobufReader } from './protobuf-reader.js';

/** What a read or a subscription says, one message at a time. */
export type ReadAnswer =
  | { readonly _tag: 'Record'; readonly record: StoredRecord }
  | { readonly _tag: 'Checkpoint'; readonly position: Position }
  | { readonly _tag: 'CaughtUp' }
  /** That it was begun, that there is no such stream, where it ends: nobody needs these. */
  | { readonly _tag: 'Other' };

/** An event as the server holds it. Its bytes are the message's: whoever keeps them keeps all of it. */
export interface StoredRecord {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: Buffer;
  readonly metadata: Buffer;
}

/**
 * Reads a `ReadResp` of the server's protocol. By hand, because the generated code takes twice as long: it makes an
 * object of each part, and text of all bytes. Throws `RangeError` for what is none.
 */
export const readAnswer = (bytes: Buffer): ReadAnswer => {
  const reader = new ProtobufReader(bytes);
  let answer: ReadAnswer = other;
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === 1) answer = readEvent(reader);
    else if (field === 3) answer = { _tag: 'Checkpoint', position: checkpointIn(reader) };
    else {
      reader.skip();
      answer = field === 8 ? caughtUp : other;
    }
  }
  return answer;
};

const other: ReadAnswer = { _tag: 'Other' };
const caughtUp: ReadAnswer = { _tag: 'CaughtUp' };

const readEvent = (reader: ProtobufReader): ReadAnswer => {
  const outer = reader.enter();
  let answer: ReadAnswer = other;
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === 1) answer = { _tag: 'Record', record: recordOf(reader) };
    else reader.skip();
  }
  reader.leave(outer);
  return answer;
};

const recordOf = (reader: ProtobufReader): StoredRecord => {
  const record = { ...blank };
  const outer = reader.enter();
  let commit: number | bigint = 0;
  let prepare: number | bigint = 0;
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    switch (field) {
      case 1:
        record.id = textIn(reader, 2);
        break;
      case 2:
        record.stream = textIn(reader, 3);
        break;
      case 3:
        record.revision = Number(reader.uint64());
        break;
      case 4:
        prepare = reader.uint64();
        break;
      case 5:
        commit = reader.uint64();
        break;
      case 6:
        readHeader(reader, record);
        break;
      case 7:
        record.metadata = reader.view();
        break;
      case 8:
        record.data = reader.view();
        break;
      default:
        reader.skip();
    }
  }
  reader.leave(outer);
  record.position = positionOf(commit, prepare);
  return record;
};

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

const blank: Writable<StoredRecord> = {
  id: '',
  stream: '',
  revision: 0,
  position: positionAt({ commit: '0', prepare: '0' }),
  type: '',
  isJson: false,
  data: Buffer.alloc(0),
  metadata: Buffer.alloc(0),
};

/** One entry of what the server says about the event itself. */
const readHeader = (reader: ProtobufReader, record: Writable<StoredRecord>): void => {
  const outer = reader.enter();
  let name = '';
  let value = '';
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === 1) name = reader.text();
    else if (field === 2) value = reader.text();
    else reader.skip();
  }
  reader.leave(outer);
  if (name === 'type') record.type = value;
  if (name === 'content-type') record.isJson = value === 'application/json';
};

/** The text of a message that holds one. */
const textIn = (reader: ProtobufReader, wanted: number): string => {
  const outer = reader.enter();
  let text = '';
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === wanted) text = reader.text();
    else reader.skip();
  }
  reader.leave(outer);
  return text;
};

const checkpointIn = (reader: ProtobufReader): Position => {
  const outer = reader.enter();
  let commit: number | bigint = 0;
  let prepare: number | bigint = 0;
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === 1) commit = reader.uint64();
    else if (field === 2) prepare = reader.uint64();
    else reader.skip();
  }
  reader.leave(outer);
  // Before the first event of what was looked through in vain, a server says 0 here: an event there is none of ours.
  return positionOf(commit, Number(prepare) === 0 ? commit : prepare);
};

const positionOf = (commit: number | bigint, prepare: number | bigint): Position =>
  positionAt({ commit: String(commit), prepare: String(prepare) });
