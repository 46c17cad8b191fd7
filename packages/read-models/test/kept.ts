import { categoryOf, type Instant, type StreamName } from '@partner-incentives/event-sourcing';
import { KeptRows } from '../src/rows/kept-rows.js';
import type { Kept } from '../src/rows/kept-table.js';
import { readModels } from '../src/rows/read-models.js';
import type { Rows } from '../src/rows/rows.js';
import { rowsOf } from './ask.js';
import { stored, type Happened } from './history.js';

/** The rows of what happened as a read store would hand them over, through JSON; some keys parked. */
export const keptRowsOf = (
  history: ReadonlyArray<Happened>,
  parked: Readonly<Record<string, Instant>> = {},
): Rows => {
  const folded = rowsOf(history);
  const streams = [...new Set(stored(history).map(({ stream }) => stream))];
  return new KeptRows((name) => {
    const parts = new Map<string | undefined, Kept>();
    const { category } = readModels[name];
    for (const stream of [...streams, ...Object.keys(parked).map((key) => key as StreamName)]) {
      if (categoryOf(stream) !== category) continue;
      const row = folded[name].get(stream);
      const account = accountOf(row) ?? (name === 'programs' ? undefined : 'Contoso');
      const part = parts.get(account) ?? { rows: new Map(), parked: new Map() };
      const since = parked[stream];
      parts.set(account, {
        rows: new Map([...part.rows, ...(row ? [[stream, throughJson(row)] as const] : [])]),
        parked: new Map([...part.parked, ...(since ? [[stream, since] as const] : [])]),
      });
    }
    return parts;
  });
};

const accountOf = (row: object | undefined): string | undefined =>
  row !== undefined && 'account' in row ? String(row.account) : undefined;

const throughJson = (row: object): object => JSON.parse(JSON.stringify(row)) as object;
