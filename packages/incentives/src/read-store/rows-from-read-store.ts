import {
  isStreamId,
  type Position,
  type ReadStore,
  type RowReader,
  type RowScope,
} from '@partner-incentives/event-sourcing';
import { KeptRows, type ModelName, type Rows } from '@partner-incentives/read-models';
import type { RowSource, Wanted } from '../row-source.js';
import { isFarEnough, untilThere, type Found } from '../until-there.js';
import { liveBuilds, reachedBy, stoppedBefore } from './live-builds.js';
import { Progress } from './progress.js';
import { RowsOfLook } from './rows-of-look.js';
import { RowCache } from './row-cache.js';

/**
 * Rows as workers keep them, of the viewer's accounts and of nobody else: one consistent look at all models that the
 * question joins, all at live builds of this code's versions. Rejects with `RowsNotBuilt` where there are none.
 *
 * @param cachedRows how many rows are remembered between questions
 */
export const rowsFromReadStore = (readStore: ReadStore, cachedRows: number): RowSource => {
  const cache = new RowCache(cachedRows);
  const progress = new Progress(readStore);

  /** A look at what the scope allows, if it is far enough. */
  const look = <Answer>(
    scope: RowScope,
    models: ReadonlyArray<ModelName>,
    minPosition: Position | undefined,
    ask: (rows: RowsOfLook) => Promise<Answer>,
  ): Promise<Found<Answer>> =>
    readStore.read(scope, async (reader: RowReader) => {
      const live = await liveBuilds(reader, models);
      const reached = reachedBy(live.values());
      return isFarEnough(reached, minPosition)
        ? { isThere: true, answer: await ask(new RowsOfLook(reader, live, cache)) }
        : { isThere: false, reached, stopped: stoppedBefore(live.values(), minPosition) };
    });

  const operations = ({ models, under, minPosition }: Wanted): Promise<Found<Rows>> =>
    look({ kind: 'microsoft' }, models, minPosition, async (rows) => {
      if (under === undefined) return nothing;
      const found = await rows.under('enrollments', under);
      return new KeptRows((model) => (model === 'enrollments' ? found : none));
    });

  const partners = (user: string, { models, under, minPosition }: Wanted): Promise<Found<Rows>> => {
    // What is no user id is nobody's, and must not pass for something else that rows are found under.
    const isNobody = under !== undefined || !isStreamId(user);
    return look(
      isNobody ? nobody : { kind: 'user', id: user },
      models,
      minPosition,
      async (rows) => {
        // The view itself finds again, among their rows, whose member the viewer is: this only says where to look.
        const accounts = isNobody ? [] : await rows.accountsUnder(user);
        if (accounts.length === 0) return nothing;
        const theirs = rows.within({ kind: 'accounts', accounts });
        // All at once: a read store that is far away then answers all at once.
        const parts = new Map(
          await Promise.all(
            models.map(async (model) => [model, await theirs.ofAccounts(model, accounts)] as const),
          ),
        );
        return new KeptRows((model) => parts.get(model) ?? none);
      },
    );
  };

  return (wanted) => {
    const { viewer, models } = wanted;
    return untilThere(
      wanted,
      () => (typeof viewer === 'string' ? partners(viewer, wanted) : operations(wanted)),
      (position, withinMs) => progress.reach(models, position, withinMs),
    );
  };
};

const nobody: RowScope = { kind: 'accounts', accounts: [] };
const none = new Map<undefined, never>();
const nothing: Rows = new KeptRows(() => none);
