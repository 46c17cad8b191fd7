import type { RecordedEvent } from '../envelope.js';
import type { KeptRow } from '../read-store/read-store.js';
import type { StreamName } from '../stream-name.js';
import type { BuildState } from './build-state.js';
import type { Projected } from './projected.js';
import { jsonBound } from '../json-value.js';
import { cachedRow, noRow } from './row-cache.js';

export type Load = (keys: ReadonlyArray<StreamName>) => Promise<ReadonlyMap<StreamName, KeptRow>>;

/** Brings the rows that these events are folded into, all at once: those that are not there already. */
export const loadRows = async (
  events: ReadonlyArray<RecordedEvent>,
  { category, handles }: Projected,
  { rows, parked, checkpoint }: Pick<BuildState, 'rows' | 'parked' | 'checkpoint'>,
  load: Load,
): Promise<void> => {
  // There is nothing of a build that never committed.
  if (checkpoint === undefined) return;
  const prefix = `${category}-`;
  const types = new Set(handles);
  const missing = new Set<StreamName>();
  for (const { stream, type, revision } of events) {
    if (!stream.startsWith(prefix) || !types.has(type)) continue;
    if (rows.get(stream) !== undefined || parked.has(stream)) continue;
    // Nothing was folded before a stream's first event: catching up asks for hardly any row.
    if (revision > 0) missing.add(stream);
    else if (!missing.has(stream)) rows.put(stream, { ...noRow, seen: -1 });
  }
  if (missing.size === 0) return;
  const kept = await load([...missing]);
  for (const key of missing) {
    const row = kept.get(key);
    rows.put(
      key,
      row === undefined ? noRow : cachedRow(row, undefined, jsonBound(row.data ?? null)),
    );
  }
};
