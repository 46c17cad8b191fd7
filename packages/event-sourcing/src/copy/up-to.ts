import type { Position, RecordedEvent } from '../envelope.js';

/** The events up to a position, itself included; none where there is no such position. */
export async function* upTo(
  end: Position | undefined,
  events: AsyncIterable<RecordedEvent>,
): AsyncGenerator<RecordedEvent> {
  if (end === undefined) return;
  for await (const event of events) {
    if (event.position > end) return;
    yield event;
    // Not asked for more than there is: the store may have grown since.
    if (event.position === end) return;
  }
}
