import type { BuildLook } from './in-memory-build.js';
import { type HeldRow, keptRow } from './in-memory-kept-rows.js';
import type {
  Build,
  KeptRow,
  LiveBuild,
  ParkedKey,
  RowReader,
  RowScope,
  RowSelection,
  RowsRead,
} from './read-store.js';
import { isWithin } from './row-scope.js';

type Findable = Pick<KeptRow, 'account' | 'values'>;

/** Reads what was there when the reading began. */
export const inMemoryRowReader = (scope: RowScope, looks: ReadonlyArray<BuildLook>): RowReader => {
  const read = (build: Build, isAskedFor: (row: Findable) => boolean, since?: number): RowsRead => {
    const look = looks.find((found) => isSame(found.build, build));
    if (look === undefined) return { rows: [], parked: [] };
    const isSeen = (row: Findable) => isWithin(scope, row) && isAskedFor(row);
    const isNew = (held: HeldRow) => (since === undefined ? hasData(held) : held.change > since);
    const rows = look.changes === since ? [] : [...look.rows.values()];
    return {
      rows: rows.filter((held) => isNew(held) && isSeen(held.row)).map(keptRow),
      parked: [...look.parked.values()].filter((parked) => isSeen(findable(look, parked))),
    };
  };
  return {
    within: (other) => inMemoryRowReader(other, looks),
    live: async (models) =>
      new Map(
        looks
          .filter(({ stage, build }) => stage === 'live' && models.includes(build.model))
          .map((look) => [look.build.model, liveBuild(look)]),
      ),
    under: async (build, value) => read(build, ({ values }) => values.includes(value)),
    of: async (build, selection, since) =>
      read(build, ({ account }) => isSelected(selection, account), since),
  };
};

const isSame = (one: Build, other: Build): boolean =>
  one.model === other.model && one.build === other.build;

const hasData = ({ text }: HeldRow): boolean => text !== undefined;

/** A parked key is seen as its row is; where it has none, as the account's that it was parked with. */
const findable = (look: BuildLook, { key, account }: ParkedKey): Findable =>
  look.rows.get(key)?.row ?? { ...(account !== undefined && { account }), values: [] };

const isSelected = (selection: RowSelection, account: string | undefined): boolean => {
  if (selection === 'all') return true;
  return selection === 'nobodys' ? account === undefined : account === selection.account;
};

const liveBuild = ({ build, checkpoint, epoch, stopped, changes }: BuildLook): LiveBuild => ({
  build,
  epoch,
  changes,
  ...(checkpoint && { checkpoint }),
  ...(stopped && { stopped }),
});
