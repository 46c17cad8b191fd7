import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  type EventStore,
  healthOf,
  type ProjectionWorker,
  type ProjectionWorkerOptions,
  type ReadStore,
} from '@partner-incentives/event-sourcing';
import { openReadStore, sqliteEventStore } from '@partner-incentives/sql';
import { onServer, type PostgresServer } from '@partner-incentives/sql/testing';
import { broken, type PlantedBug } from '../broken.mjs';
import { appending, isAtEnd, until, workerOn } from '../in-process.js';
import { PlainFold, unfinished } from '../plain-fold.js';
import { mixed, models, padded } from '../tallies.mjs';
import { usedHeap } from './heap.js';

/** A worker of this process on a PostgreSQL of its own, which is put through something. */
export interface Patient {
  readonly address: string;
  readonly store: EventStore;
  readonly readStore: ReadStore;
  readonly worker: ProjectionWorker;
  /** Some events of all kinds. */
  readonly write: (count: number) => Promise<void>;
  /** About so many MiB of them. */
  readonly writeLarge: (mebibytes: number) => Promise<void>;
}

export interface Recovered<Found> {
  readonly found: Found;
  /** What the worker's questions were answered with, by name, where they failed. */
  readonly failures: ReadonlySet<string>;
  readonly failed: number;
  readonly damage: ReadonlyArray<string>;
}

export interface OutageOrders {
  readonly folder: string;
  readonly server: PostgresServer;
  readonly settings?: Partial<ProjectionWorkerOptions>;
  readonly bug?: PlantedBug;
}

/** Has a worker go through something, and waits until it has caught up by itself. */
export const recovering = async <Found>(
  { folder, server, settings, bug }: OutageOrders,
  through: (patient: Patient) => Promise<Found>,
): Promise<Recovered<Found>> => {
  const name = `outage_${trials++}`;
  await onServer(server.address('postgres'), `create database ${name}`);
  const address = server.address(name);
  const store = await sqliteEventStore({ path: join(folder, `${name}.db`) });
  const readStore = await openReadStore(address);
  const failures = new Set<string>();
  let failed = 0;
  const noting = noted(broken(readStore, bug), (error) => {
    failed += 1;
    failures.add(error instanceof Error ? error.name : String(error));
  });
  const worker = workerOn(store, noting, settings);
  const append = appending(store);
  let written = 0;
  const write = async (count: number) => {
    for (const end = written + count; written < end; written++) {
      const [stream, event] = mixed(written, 40);
      await append(stream, event);
    }
  };
  const writeLarge = async (mebibytes: number) => {
    for (let half = 0; half < mebibytes * 2; half++) {
      const [first, ...rest] = Array.from({ length: 62 }, () => padded(7_500));
      if (first !== undefined) await append(mixed(3, 40)[0], first, ...rest);
    }
  };
  try {
    await write(200);
    worker.start();
    const found = await through({ address, store, readStore, worker, write, writeLarge });
    const folds = models.map((model) => new PlainFold(store, model.name));
    await until(() => isAtEnd(store, readStore));
    await until(() => healthOf(worker.status(), Date.now()).ready);
    const damage = await unfinished(folds, readStore);
    return { found, failures, failed, damage };
  } finally {
    await worker.stop();
    await readStore.close();
    await store.close();
  }
};

let trials = 0;

/** The server is away for so long, while much is written: what the worker says meanwhile, and how much more it holds. */
export const stopped =
  (server: PostgresServer, forMs: number, mebibytes: number) =>
  async ({ worker, writeLarge }: Patient) => {
    await worker.caughtUp();
    const before = usedHeap();
    await server.stop(randomInt(2) === 0 ? 'fast' : 'immediate');
    const end = performance.now() + forMs;
    await writeLarge(mebibytes);
    await until(() => !healthOf(worker.status(), Date.now()).ready);
    let isAlive = true;
    while (performance.now() < end) {
      const { live, ready } = healthOf(worker.status(), Date.now());
      isAlive &&= live && !ready;
      await delay(100);
    }
    const growthMiB = usedHeap() - before;
    await server.start();
    return { isAlive, growthMiB };
  };

export const toldGrowth = ({ growthMiB }: { readonly growthMiB: number }, written: number) =>
  `the worker holds ${growthMiB.toFixed(1)} MiB more, where ${written} MiB were recorded\n`;

/** All connections are ended again and again while it catches up. */
export const cut =
  (cuts: number) =>
  async ({ address, store, readStore, write }: Patient) => {
    let done = 0;
    while (done < cuts) {
      if (await isAtEnd(store, readStore).catch(() => false)) await write(200);
      await delay(randomInt(20));
      await onServer(
        address,
        `select pg_terminate_backend(pid) from pg_stat_activity
         where pid <> pg_backend_pid() and datname = current_database()`,
      );
      done += 1;
    }
    return done;
  };

/** No row can be written for a while: the server says that its disk is full. */
export const diskFull =
  (forMs: number) =>
  async ({ address, worker, write }: Patient) => {
    await worker.caughtUp();
    await onServer(
      address,
      `create function no_room() returns trigger language plpgsql as $$ begin
         raise exception 'could not extend file' using errcode = '53100'; end $$;
       create trigger no_room before insert or update on incentives.rows
         for each row execute function no_room()`,
    );
    await write(500);
    const states = () => worker.status().projections.map(({ run }) => run?.reason ?? '');
    await until(() => states().every((reason) => reason.includes('disk is full')));
    await delay(forMs);
    const { live, ready, reasons } = healthOf(worker.status(), Date.now());
    await onServer(address, 'drop trigger no_room on incentives.rows');
    return { live, ready, reasons };
  };

/** Tells each failure of what a worker asks. */
const noted = (readStore: ReadStore, onFailure: (error: unknown) => void): ReadStore => {
  const noting =
    <Args extends ReadonlyArray<unknown>, Answer>(ask: (...args: Args) => Promise<Answer>) =>
    async (...args: Args): Promise<Answer> => {
      try {
        return await ask(...args);
      } catch (error) {
        onFailure(error);
        throw error;
      }
    };
  const { builds, claim, renew, release, load, commit, halt } = readStore;
  return {
    ...readStore,
    builds: noting(builds),
    claim: noting(claim),
    renew: noting(renew),
    release: noting(release),
    load: noting(load),
    commit: noting(commit),
    halt: noting(halt),
  };
};
