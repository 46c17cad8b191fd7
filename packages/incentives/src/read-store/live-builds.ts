import type { LiveBuild, Position, RowReader } from '@partner-incentives/event-sourcing';
import { readModels, type ModelName } from '@partner-incentives/read-models';
import type { StoppedRows } from '../not-yet-there.js';
import { isFarEnough } from '../until-there.js';
import { RowsNotBuilt } from './rows-not-built.js';

/** The live builds of models, each as this code folds it. */
export const liveBuilds = async (
  reader: RowReader,
  models: ReadonlyArray<ModelName>,
): Promise<ReadonlyMap<ModelName, LiveBuild>> => {
  const found = await reader.live(models.map((model) => readModels[model].name));
  return new Map(
    models.map((model) => {
      const { name, version } = readModels[model];
      const live = found.get(name);
      if (live?.build.schema !== version) {
        throw new RowsNotBuilt(name, version, live?.build.schema);
      }
      return [model, live];
    }),
  );
};

/** Everything up to here is in the rows of all of them; `undefined` where one holds nothing yet, or another history. */
export const reachedBy = (builds: Iterable<LiveBuild>): Position | undefined => {
  let least: Position | undefined;
  for (const { checkpoint, stopped } of builds) {
    if (checkpoint === undefined || stopped === 'HistoryDiverged') return undefined;
    if (least === undefined || checkpoint.position < least) least = checkpoint.position;
  }
  return least;
};

/** The first that comes no further by waiting, short of a position. */
export const stoppedBefore = (
  builds: Iterable<LiveBuild>,
  minPosition: Position | undefined,
): StoppedRows | undefined => {
  for (const live of builds) {
    const { build, stopped: cause } = live;
    if (cause !== undefined && !isFarEnough(reachedBy([live]), minPosition)) {
      return { model: build.model, cause };
    }
  }
  return undefined;
};
