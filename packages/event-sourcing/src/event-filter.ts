import type { RecordedEvent } from './envelope.js';
import type { EventFilter } from './event-store.js';
import { categoryOf } from './stream-name.js';

/** The test that a filter stands for, made once and asked for every event. An empty list lets nothing through. */
export const matchesFilter = ({ categories, types }: EventFilter = {}): ((
  event: Pick<RecordedEvent, 'stream' | 'type'>,
) => boolean) => {
  const category = new Set(categories);
  const type = new Set(types);
  return (event) =>
    (types === undefined || type.has(event.type)) &&
    (categories === undefined || category.has(categoryOf(event.stream)));
};
