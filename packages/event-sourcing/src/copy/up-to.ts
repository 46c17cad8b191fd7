import type { Position, RecordedEvent } from '../envelope.js';

/** The events up to a position, itself included, and not asked for more: the store may have grown. */
export async function* upTo(
  end: Position | undefined,
  events: AsyncIterable<RecordedEvent>,
): AsyncGenerator<RecordedEvent> {
  if (end === undefined) return;
  for await (const event of events) {
    yield event;
    if (event.position >= end) return;
  }
}
