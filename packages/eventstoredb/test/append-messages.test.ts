import { expect, test } from '@jest/globals';
import { NoStream } from '@partner-incentives/event-sourcing';
import fc from 'fast-check';
import { appendMessages } from '../src/append-messages.js';
import { streams } from '../src/testing/wire/generated.js';

const { AppendReq } = streams;

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 });
const bytes = fc.uint8Array({ maxLength: 300 }).map((given) => Uint8Array.from(given));
const event = fc.record({ id: fc.uuid(), type: text, data: bytes, metadata: bytes });

test('an append is what the generated code reads, whatever it holds', () => {
  const expected = fc.oneof(
    fc.constantFrom(NoStream, 0, 127, 128, Number.MAX_SAFE_INTEGER),
    fc.maxSafeNat(),
  );
  fc.assert(
    fc.property(
      fc.record({ stream: text, expected, events: fc.array(event, { maxLength: 3 }) }),
      (append) => {
        const [first, ...others] = appendMessages(append).map((message) =>
          AppendReq.deserializeBinary(Uint8Array.from(message)),
        );
        const options = first?.getOptions();
        const stream = options?.getStreamIdentifier()?.getStreamName_asU8() ?? [];
        expect(Buffer.from(stream).toString()).toBe(append.stream);
        expect(options?.hasNoStream()).toBe(append.expected === NoStream);
        if (append.expected !== NoStream) {
          expect(options?.getRevision()).toBe(String(append.expected));
        }
        expect(
          others.map((other) => {
            const proposed = other.getProposedMessage();
            return {
              id: proposed?.getId()?.getString(),
              headers: Object.fromEntries(proposed?.getMetadataMap().getEntryList() ?? []),
              data: proposed?.getData_asU8(),
              metadata: proposed?.getCustomMetadata_asU8(),
            };
          }),
        ).toEqual(
          append.events.map(({ id, type, data, metadata }) => ({
            id,
            headers: { type, 'content-type': 'application/json' },
            data,
            metadata,
          })),
        );
      },
    ),
    { numRuns: 500 },
  );
});
