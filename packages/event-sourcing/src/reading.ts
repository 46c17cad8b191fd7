import { StoreUnavailableError, type EventStore, type ReadOptions } from './event-store.js';
import type { RecordedEvent } from './envelope.js';
import type { StreamName } from './stream-name.js';

/**
 * Takes in a stream's events one by one. Whatever the store throws means that it cannot answer; what `take` throws is
 * the taker's own. By hand, because `for await` costs twice as much where there is nothing to read (125 ns, not 60).
 */
export const reading = async (
  store: Pick<EventStore, 'read'>,
  stream: StreamName,
  options: ReadOptions,
  take: (recorded: RecordedEvent) => void,
): Promise<void> => {
  let iterator: AsyncIterator<RecordedEvent> | undefined;
  for (;;) {
    let next: IteratorResult<RecordedEvent, unknown>;
    try {
      iterator ??= store.read(stream, options)[Symbol.asyncIterator]();
      next = await iterator.next();
    } catch (error) {
      throw asUnavailable(error);
    }
    if (next.done === true) return;
    try {
      take(next.value);
    } catch (error) {
      await iterator.return?.().catch(() => undefined);
      throw error;
    }
  }
};

const asUnavailable = (error: unknown): StoreUnavailableError =>
  error instanceof StoreUnavailableError ? error : new StoreUnavailableError(String(error));
