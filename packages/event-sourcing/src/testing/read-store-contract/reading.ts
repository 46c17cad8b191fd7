import type {
  Build,
  KeptRow,
  ReadStore,
  RowReader,
  RowScope,
  RowsRead,
} from '../../read-store/read-store.js';

export const microsoft: RowScope = { kind: 'microsoft' };

/** What a single question finds. */
export const found = (
  store: ReadStore,
  scope: RowScope,
  ask: (reader: RowReader) => Promise<RowsRead>,
): Promise<RowsRead> => store.read(scope, ask);

/** The ids of keys, in order. */
export const ids = (keys: Iterable<{ readonly key: string }>): ReadonlyArray<string> =>
  [...keys].map((kept) => kept.key.replace('Thing-', '')).toSorted();

/** All rows of a build, as ids. */
export const idsOf = async (store: ReadStore, build: Build): Promise<ReadonlyArray<string>> =>
  ids((await found(store, microsoft, (reader) => reader.of(build, 'all'))).rows);

/** A field of a row's data. */
export const fieldOf = ({ data }: KeptRow, name: string): unknown =>
  data === undefined ? undefined : (Reflect.get(data, name) as unknown);
