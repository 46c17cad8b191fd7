import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { healthOf, type ProjectionWorker } from '@partner-incentives/event-sourcing';
import { onServer, type PostgresServer } from '@partner-incentives/sql/testing';
import { isAtEnd, until } from '../in-process.js';
import { usedHeap } from './heap.js';
import type { Patient } from './recovering.js';
import type { SmallDisk } from './small-disk.js';

/** The server is away for so long, while much is written: what the worker says meanwhile, and how much more it holds. */
export const stopped =
  (server: PostgresServer, forMs: number, mebibytes: number) =>
  async ({ worker, writeLarge }: Patient) => {
    await worker.caughtUp();
    const before = usedHeap();
    await server.stop(randomInt(2) === 0 ? 'fast' : 'immediate');
    const end = performance.now() + forMs;
    await writeLarge(mebibytes);
    // At the next round at the latest.
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
    await until(() => reasonsOf(worker).every((reason) => reason.includes('disk is full')));
    await delay(forMs);
    const { live, ready, reasons } = healthOf(worker.status(), Date.now());
    await onServer(address, 'drop trigger no_room on incentives.rows');
    return { live, ready, reasons };
  };

/** There really is no room on the disk for a while. Whether the server survives that is its own affair. */
export const diskReallyFull =
  (server: PostgresServer, disk: SmallDisk, forMs: number) =>
  async ({ worker, write }: Patient) => {
    await worker.caughtUp();
    disk.fill();
    for (const end = performance.now() + forMs; performance.now() < end;) {
      await write(500);
      await delay(50);
    }
    const { live, ready, reasons } = healthOf(worker.status(), Date.now());
    disk.free();
    await server.stop('immediate');
    await server.start();
    return { live, ready, reasons };
  };

const reasonsOf = (worker: ProjectionWorker): ReadonlyArray<string> =>
  worker.status().projections.map(({ run }) => run?.reason ?? '');
