import type { Build, Halt, Lease, ParkedKey, StreamName } from '@partner-incentives/event-sourcing';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { checkpointOf, parkedKey } from './records.js';
import { ask, type Script } from './script.js';
import type { ReadStoreTables } from './tables.js';

/** Who may write a build's rows, what waits in it, and what operators want of it. */
export const leaseScripts = (db: Kysely<ReadStoreTables>, now: RawBuilder<number>) => {
  const change = ({ model, build }: Build) =>
    db.updateTable('builds').where('model', '=', model).where('build', '=', build);
  const held = ({ build, holder, epoch }: Lease) =>
    change(build).where('holder', '=', holder).where('epoch', '=', epoch);
  const idOf = ({ model, build }: Build) =>
    db.selectFrom('builds').select('id').where('model', '=', model).where('build', '=', build);
  const until = (ttlMs: number) => sql<number>`${now} + ${sql.lit(Math.trunc(ttlMs))}`;

  const parkedOf = (build: Build) =>
    db.selectFrom('parked').where('build', '=', idOf(build)).orderBy('position').orderBy('key');

  function* parked(build: Build): Script<ReadonlyArray<ParkedKey>> {
    return (yield* ask(parkedOf(build).selectAll())).map(parkedKey);
  }

  return {
    parked,
    *claim(build: Build, holder: string, ttlMs: number): Script<Lease | undefined> {
      const [claimed] = yield* ask(
        change(build)
          .set(({ eb }) => ({
            holder,
            epoch: eb('epoch', '+', 1),
            leased_until: until(ttlMs),
            polled_at: now,
          }))
          .where('paused_since', 'is', null)
          .where('halted_since', 'is', null)
          .where((is) =>
            is.or([
              is('holder', 'is', null),
              is('holder', '=', holder),
              is('leased_until', '<=', now),
            ]),
          )
          .returningAll(),
      );
      if (claimed === undefined) return undefined;
      const { model, schema, epoch } = claimed;
      return {
        build: { model, build: claimed.build, schema },
        holder,
        epoch,
        ...checkpointOf(claimed),
        parked: yield* parked(build),
      };
    },
    *renew(
      lease: Lease,
      ttlMs: number,
    ): Script<{ readonly paused: boolean; readonly retry: ReadonlyArray<StreamName> } | undefined> {
      const [renewed] = yield* ask(
        held(lease)
          .set({ leased_until: until(ttlMs), polled_at: now })
          .returning('paused_since'),
      );
      if (renewed === undefined) return undefined;
      const retry = yield* ask(parkedOf(lease.build).select('key').where('retry_asked', '=', 1));
      return {
        paused: renewed.paused_since !== null,
        retry: retry.map(({ key }) => key as StreamName),
      };
    },
    *release(lease: Lease): Script<void> {
      yield* ask(held(lease).set({ holder: null, leased_until: null }));
    },
    *halt(lease: Lease, { cause, reason }: Halt): Script<boolean> {
      const halted = yield* ask(
        held(lease)
          .set({
            holder: null,
            leased_until: null,
            halted_cause: cause,
            halted_reason: reason,
            halted_since: now,
          })
          .returning('id'),
      );
      return halted.length > 0;
    },
    *pause(build: Build, by: string, because: string): Script<void> {
      yield* ask(change(build).set({ paused_by: by, paused_because: because, paused_since: now }));
    },
    *resume(build: Build): Script<void> {
      yield* ask(change(build).set(goingOn));
    },
    *askRetry(build: Build, keys: ReadonlyArray<StreamName>): Script<void> {
      if (keys.length === 0) return;
      yield* ask(
        db
          .updateTable('parked')
          .set({ retry_asked: 1 })
          .where('build', '=', idOf(build))
          .where('key', 'in', keys),
      );
    },
  };
};

const goingOn = {
  paused_by: null,
  paused_because: null,
  paused_since: null,
  halted_cause: null,
  halted_reason: null,
  halted_since: null,
};
