import type { Build, BuildStatus, ReadStore } from '@partner-incentives/event-sourcing';
import { type Compilable, type Kysely, type RawBuilder, sql } from 'kysely';
import { buildOf, buildStatus, type CountedBuild } from './records.js';
import { ask, type Script } from './script.js';
import type { BuildRecord, ReadStoreTables } from './tables.js';

/** Which builds there are, and which one is live. Each script is one transaction. */
export const buildScripts = (
  db: Kysely<ReadStoreTables>,
  now: RawBuilder<number>,
  tell: Compilable | undefined,
) => {
  const counted = db
    .selectFrom('builds')
    .selectAll()
    .select(({ selectFrom, fn }) => {
      const rows = selectFrom('rows')
        .select(fn.countAll<number>().as('n'))
        .whereRef('rows.build', '=', 'builds.id');
      return [
        // Two counts that indexes answer.
        sql<number>`${rows} - ${rows.where('data', 'is', null)}`.as('rows'),
        selectFrom('parked')
          .select(fn.countAll<number>().as('n'))
          .whereRef('parked.build', '=', 'builds.id')
          .as('parked'),
        now.as('now'),
      ];
    })
    .orderBy('model')
    .orderBy('build');
  const statuses = (found: ReadonlyArray<CountedBuild>) => found.map(buildStatus);

  /** Nobody else changes which builds the model has until the transaction ends. */
  function* lock(model: string): Script<number> {
    const [locked] = yield* ask(
      db
        .insertInto('models')
        .values({ model, last_build: 0 })
        .onConflict((conflict) =>
          conflict
            .column('model')
            .doUpdateSet(({ ref }) => ({ last_build: ref('models.last_build') })),
        )
        .returning('last_build'),
    );
    return locked?.last_build ?? 0;
  }

  const of = (model: string) =>
    ask(db.selectFrom('builds').selectAll().where('model', '=', model).orderBy('build'));

  /** As they are now, and no commit moves them until the transaction ends. */
  const hold = (model: string) =>
    ask(
      db
        .updateTable('builds')
        .set(({ ref }) => ({ stage: ref('stage') }))
        .where('model', '=', model)
        .returningAll(),
    );

  const moveTo = ({ id }: BuildRecord, stage: string) =>
    ask(db.updateTable('builds').set({ stage }).where('id', '=', id));

  function* add(model: string, schema: number, last: number, stage: string): Script<Build> {
    const build = last + 1;
    yield* ask(db.updateTable('models').set({ last_build: build }).where('model', '=', model));
    yield* ask(db.insertInto('builds').values({ ...newBuild, model, build, schema, stage }));
    return { model, build, schema };
  }

  function* begin(model: string, schema: number, once: boolean): Script<Build> {
    const last = yield* lock(model);
    const builds = yield* of(model);
    const same = builds.findLast((build) => build.schema === schema);
    if (once && same !== undefined) return buildOf(same);
    const isFirst = builds.every(({ stage }) => stage !== 'live');
    return yield* add(model, schema, last, isFirst ? 'live' : 'building');
  }

  return {
    begin,
    *status(): Script<ReadonlyArray<BuildStatus>> {
      return statuses(yield* ask(counted));
    },
    *of(models: Parameters<ReadStore['builds']>[0]): Script<ReadonlyArray<BuildStatus>> {
      const names = models.map(({ model }) => model);
      if (names.length === 0) return [];
      return statuses(yield* ask(counted.where('model', 'in', names)));
    },
    /** Build 1 of a model that has no build. */
    *first(model: string, schema: number): Script<void> {
      const last = yield* lock(model);
      const builds = yield* of(model);
      if (builds.length === 0) yield* add(model, schema, last, 'live');
    },
    *promote({ model, build: number }: Build): Script<boolean> {
      yield* lock(model);
      const builds = yield* hold(model);
      const candidate = builds.find(({ build }) => build === number);
      const live = builds.find(({ stage }) => stage === 'live');
      if (candidate === undefined || live === undefined || candidate === live) return false;
      const isBehind = (candidate.position ?? '') < (live.position ?? '');
      if (isBehind && live.halted_cause !== 'HistoryDiverged') return false;
      yield* moveTo(live, 'kept');
      yield* moveTo(candidate, 'live');
      if (tell !== undefined) yield* ask(tell);
      return true;
    },
    *drop({ model, build }: Build): Script<void> {
      yield* lock(model);
      const [dropped] = yield* ask(
        db
          .deleteFrom('builds')
          .where('model', '=', model)
          .where('build', '=', build)
          .where('stage', '!=', 'live')
          .returning('id'),
      );
      if (dropped !== undefined) {
        yield* ask(db.insertInto('leftovers').values({ build: dropped.id }));
      }
    },
    /** Removes some of what dropped builds left behind; `false` where there is nothing any more. */
    *sweep(): Script<boolean> {
      const [leftover] = yield* ask(db.selectFrom('leftovers').selectAll().limit(1));
      if (leftover === undefined) return false;
      const { build } = leftover;
      for (const table of ['row_values', 'rows', 'parked'] as const) {
        const some = db.selectFrom(table).select('key').where('build', '=', build).limit(slice);
        const removed = yield* ask(
          db
            .deleteFrom(table)
            .where('build', '=', build)
            .where('key', 'in', some)
            .returning('build'),
        );
        if (removed.length > 0) return true;
      }
      yield* ask(db.deleteFrom('leftovers').where('build', '=', build));
      return true;
    },
  };
};

/** So many at a time that nobody waits long for them. */
const slice = 5_000;

const newBuild = { changes: 0, applied: 0, ignored: 0, foreign_events: 0, epoch: 0 };
