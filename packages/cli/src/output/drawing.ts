import type { NameOf } from '../store/naming.js';
import type { Colours } from './colours.js';
import { table } from './table.js';

/** What drawing depends on beside the rows. */
export interface Drawing {
  readonly viewer: string;
  readonly colours: Colours;
  readonly nameOf: NameOf;
}

/** A table, or a word that there is nothing. */
export const rowsOrNothing = <Row>(
  rows: ReadonlyArray<Row>,
  { viewer }: Pick<Drawing, 'viewer'>,
  head: ReadonlyArray<string>,
  cells: (row: Row) => ReadonlyArray<string>,
): string => (rows.length === 0 ? `Nothing for ${viewer}.` : table(head, rows.map(cells)));
