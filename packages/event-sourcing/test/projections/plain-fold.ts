import type {
  DomainEvent,
  InMemoryLog,
  KeptRow,
  StoredEvent,
  StreamName,
} from '../../src/index.js';
import { tallies, type Event, type Tally } from './tallies.js';

/** What the rows must be, by the plainest code there is: one event after the other, nothing else. */
export const plainFold = (log: InMemoryLog): ReadonlyMap<StreamName, KeptRow> => {
  const model = tallies();
  const rows = new Map<StreamName, KeptRow>();
  for (const { stream: key, type, data, metadata, revision, position, ...more } of log.events) {
    if (
      !key.startsWith('tally-') ||
      !model.handles.includes(type as (typeof model.handles)[number])
    )
      continue;
    const stored = {
      ...more,
      stream: key,
      revision,
      position,
      metadata,
      event: { type, data, effectiveAt: '' } as DomainEvent,
    };
    const row = model.evolve(
      rows.get(key)?.data as Tally | undefined,
      stored as StoredEvent<Extract<Event, { readonly type: 'Counted' }>>,
    );
    if (row === undefined) continue;
    const { account = '' } = metadata as { readonly account?: string };
    const values = model.indexedUnder(row);
    rows.set(key, { key, account, values, data: row, position, revision });
  }
  return rows;
};
