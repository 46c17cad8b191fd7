import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { positionAt } from '../src/position.js';
import { readAnswer } from '../src/read-answer.js';
import { bytesOf, shared, streams } from '../src/testing/wire/generated.js';

// For a machine that is busy; a deadline to catch what hangs.
jest.setTimeout(60_000);

const { ReadResp } = streams;

const uint64 = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  fc.bigInt({ min: 0n, max: 2n ** 21n }),
  fc.constantFrom(0n, 127n, 128n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 63n - 1n, 2n ** 64n - 1n),
);
const text = fc.string({ unit: 'grapheme', maxLength: 200 });
const bytes = fc.uint8Array({ maxLength: 300 }).map((given) => Uint8Array.from(given));
const event = fc.record({
  id: fc.uuid(),
  stream: text,
  revision: uint64,
  commit: uint64,
  prepare: uint64,
  type: text,
  contentType: fc.constantFrom('application/json', 'application/octet-stream', ''),
  data: bytes,
  metadata: bytes,
  isLinked: fc.boolean(),
});

describe('what the server says of a read', () => {
  test('an event is read as the generated code writes it, whatever it holds', () => {
    fc.assert(
      fc.property(event, (given) => {
        const { id, stream, type, revision, commit, prepare, data, metadata } = given;
        expect(readAnswer(bytesOf(answered(given)))).toEqual({
          _tag: 'Record',
          record: {
            id,
            stream,
            type,
            revision: Number(revision),
            position: positionAt({ commit: String(commit), prepare: String(prepare) }),
            isJson: given.contentType === 'application/json',
            data: Buffer.from(data),
            metadata: Buffer.from(metadata),
          },
        });
      }),
      { numRuns: 500 },
    );
  });

  test('so is a checkpoint; one without a prepare position stands for the event there', () => {
    fc.assert(
      fc.property(uint64, uint64, (commit, prepare) => {
        const checkpoint = new ReadResp.Checkpoint()
          .setCommitPosition(String(commit))
          .setPreparePosition(String(prepare));
        expect(readAnswer(bytesOf(new ReadResp().setCheckpoint(checkpoint)))).toEqual({
          _tag: 'Checkpoint',
          position: positionAt({ commit: String(commit), prepare: String(prepare || commit) }),
        });
      }),
    );
  });

  test('that it has caught up is told from all else', () => {
    const caughtUp = new ReadResp().setCaughtUp(new ReadResp.CaughtUp());
    expect(readAnswer(bytesOf(caughtUp))).toEqual({ _tag: 'CaughtUp' });
    const name = new shared.StreamIdentifier().setStreamName(Uint8Array.from([97]));
    for (const other of [
      new ReadResp(),
      new ReadResp().setConfirmation(
        new ReadResp.SubscriptionConfirmation().setSubscriptionId('s'),
      ),
      new ReadResp().setStreamNotFound(new ReadResp.StreamNotFound().setStreamIdentifier(name)),
      new ReadResp().setFirstStreamPosition('7'),
      new ReadResp().setLastStreamPosition('18446744073709551615'),
      new ReadResp().setLastAllStreamPosition(
        new shared.AllStreamPosition().setCommitPosition('1'),
      ),
      new ReadResp().setFellBehind(new ReadResp.FellBehind()),
      new ReadResp().setEvent(new ReadResp.ReadEvent().setNoPosition(new shared.Empty())),
    ]) {
      expect(readAnswer(bytesOf(other))).toEqual({ _tag: 'Other' });
    }
  });

  test('fields of a newer server are passed over, of whichever kind', () => {
    const known = bytesOf(new ReadResp().setCheckpoint(new ReadResp.Checkpoint()));
    const fields = [
      [0xa0, 0x06, 0xff, 0x01],
      [0xa1, 0x06, 1, 2, 3, 4, 5, 6, 7, 8],
      [0xa2, 0x06, 2, 0xff, 0xff],
      [0xa5, 0x06, 1, 2, 3, 4],
    ];
    for (const unknown of fields) {
      const newer = Buffer.concat([Buffer.from(unknown), known]);
      expect(readAnswer(newer)).toEqual(readAnswer(known));
    }
  });

  test('what is cut short or no message at all is refused, and never read past its end', () => {
    fc.assert(
      fc.property(event, fc.nat(), (given, at) => {
        const whole = bytesOf(answered(given));
        const cut = whole.subarray(0, 1 + (at % (whole.length - 1)));
        expect(() => readAnswer(cut)).toThrow(RangeError);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array(), (garbage) => {
        try {
          readAnswer(Buffer.from(garbage));
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
  });
});

const answered = (given: typeof event extends fc.Arbitrary<infer Event> ? Event : never) => {
  const recorded = new ReadResp.ReadEvent.RecordedEvent()
    .setId(new shared.UUID().setString(given.id))
    .setStreamIdentifier(
      new shared.StreamIdentifier().setStreamName(Uint8Array.from(Buffer.from(given.stream))),
    )
    .setStreamRevision(String(given.revision))
    .setCommitPosition(String(given.commit))
    .setPreparePosition(String(given.prepare))
    .setData(given.data)
    .setCustomMetadata(given.metadata);
  recorded
    .getMetadataMap()
    .set('created', '17000000000000000')
    .set('type', given.type)
    .set('content-type', given.contentType);
  const read = new ReadResp.ReadEvent().setEvent(recorded).setCommitPosition(String(given.commit));
  if (given.isLinked) read.setLink(new ReadResp.ReadEvent.RecordedEvent().setData(given.data));
  return new ReadResp().setEvent(read);
};
