import type { RecordedEvent } from '../envelope.js';
import type { EventStore } from '../event-store.js';
import type { Checkpoint } from '../read-store/read-store.js';
import type { StreamName } from '../stream-name.js';
import { firstAfter } from './first-after.js';

/**
 * Whether the store is still the one that the rows were folded from: neither another one, nor one restored from a backup
 * that has fewer events, or others in their place. Why not; `undefined` where all is well.
 *
 * Rejects where the store does not answer.
 */
export const divergence = async (
  store: EventStore,
  categories: ReadonlyArray<string>,
  { origin, last, position }: Checkpoint,
): Promise<string | undefined> => {
  try {
    const first = await firstAfter(store, categories, undefined);
    if (first?.id !== origin) return 'this is another store: its first event is not the one';
    const { stream, revision } = last;
    const there = await eventAt(store, stream, revision);
    if (there?.id !== last.id || there.position !== last.position) {
      return `revision ${String(revision)} of ${stream} is not the event that was read at ${last.position}`;
    }
    const head = await store.head();
    if (head === undefined || head < position) {
      return `the store ends at ${head ?? 'nothing'}, before ${position}, up to which it was read`;
    }
    const next = await firstAfter(store, categories, last.position);
    return next !== undefined && next.position <= position
      ? `an event stands at ${next.position}, where there was none when ${position} was reached`
      : undefined;
  } catch (error) {
    // How stores refuse a position that none of their kind has.
    if (error instanceof RangeError) return `this is another kind of store: ${error.message}`;
    throw error;
  }
};

const eventAt = async (
  store: EventStore,
  stream: StreamName,
  revision: number,
): Promise<RecordedEvent | undefined> => {
  for await (const event of store.read(stream, { from: revision, to: revision })) return event;
  return undefined;
};
