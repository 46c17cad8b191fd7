import { join } from 'node:path';
import {
  type EventStore,
  healthOf,
  type ProjectionWorker,
  type ProjectionWorkerOptions,
  type ReadStore,
  ReadStoreUnavailable,
} from '@partner-incentives/event-sourcing';
import { openReadStore, sqliteEventStore } from '@partner-incentives/sql';
import { onServer, type PostgresServer } from '@partner-incentives/sql/testing';
import { broken, type PlantedBug } from '../broken.mjs';
import { appending, isAtEnd, until, workerOn } from '../in-process.js';
import { PlainFold, unfinished } from '../plain-fold.js';
import { mixed, models, padded } from '../tallies.mjs';

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
    const damage = await answered(() => unfinished(folds, readStore));
    return { found, failures, failed, damage };
  } finally {
    await worker.stop();
    await readStore.close();
    await store.close();
  }
};

let trials = 0;

/** Connections of the pool that were ended meanwhile say so to whoever is lent them next. */
const answered = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ReadStoreUnavailable)) throw error;
    }
  }
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
