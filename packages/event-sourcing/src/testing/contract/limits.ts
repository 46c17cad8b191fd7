import assert from 'node:assert/strict';
import * as E from 'fp-ts/lib/Either.js';
import type { NewEvent } from '../../envelope.js';
import { appendLimits, NoStream, type TooLarge } from '../../event-store.js';
import { clause, type ContractClause } from './clause.js';
import { newEvent, newEvents } from './new-event.js';

const { eventBytes, appendBytes } = appendLimits;

export const limits: ReadonlyArray<ContractClause> = [
  clause('an append holds 64 events and not one more', async (trial) => {
    const client = await trial.open();
    const stream = trial.stream('many');
    await client.write(stream, NoStream, newEvents(appendLimits.events));
    const answer = await client.append(stream, 63, newEvents(appendLimits.events + 1));
    assert.deepEqual(answer, refused('events', appendLimits.events + 1));
  }),

  clause('an event holds 64 KiB of UTF-8 and not one byte more', async (trial) => {
    const client = await trial.open();
    const stream = trial.stream('large');
    const shapes = [dataOf('a'), dataOf('\u00e9'), dataOf('\u{1f600}'), metadataOf('\u20ac')];
    for (const [at, sized] of shapes.entries()) {
      await client.write(stream, at - 1, [sized(eventBytes)]);
      const answer = await client.append(stream, at, [sized(eventBytes + 1)]);
      assert.deepEqual(answer, refused('eventBytes', eventBytes + 1));
    }
  }),

  clause('an append holds 512 KiB and not one byte more', async (trial) => {
    const client = await trial.open();
    const stream = trial.stream('heavy');
    const sized = dataOf('\u00e9');
    const share = appendBytes / 16;
    const all = (last: number) =>
      [sized(share), ...Array.from({ length: 14 }, () => sized(share)), sized(last)] as const;
    await client.write(stream, NoStream, all(share));
    const answer = await client.append(stream, 15, all(share + 1));
    assert.deepEqual(answer, refused('appendBytes', appendBytes + 1));
  }),

  clause('what is too large is refused before the stream is asked', async (trial) => {
    const client = await trial.open();
    const tooLarge = dataOf('a')(eventBytes + 1);
    const answer = await client.append(trial.stream('missing'), 7, [tooLarge]);
    assert.deepEqual(answer, refused('eventBytes', eventBytes + 1));
  }),
];

const refused = (what: TooLarge['what'], actual: number) =>
  E.left<TooLarge>({ _tag: 'TooLarge', what, limit: appendLimits[what], actual });

/** Makes events whose data and metadata take so many bytes, nearly all of them by one character in the data. */
const dataOf =
  (character: string) =>
  (bytes: number): NewEvent =>
    newEvent({ data: { pad: padding(character, bytes, { data: { pad: '' } }) } });

const metadataOf =
  (character: string) =>
  (bytes: number): NewEvent =>
    newEvent({ metadata: { pad: padding(character, bytes, { metadata: { pad: '' } }) } });

const padding = (character: string, bytes: number, empty: Partial<NewEvent>): string => {
  const { data, metadata } = newEvent(empty);
  const missing = bytes - utf8Bytes(JSON.stringify(data)) - utf8Bytes(JSON.stringify(metadata));
  const width = utf8Bytes(character);
  return character.repeat(Math.floor(missing / width)) + 'a'.repeat(missing % width);
};

const utf8Bytes = (text: string): number => new TextEncoder().encode(text).length;
