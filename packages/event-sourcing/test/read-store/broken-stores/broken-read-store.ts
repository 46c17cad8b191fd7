import { setImmediate as soon } from 'node:timers/promises';
import type { InMemoryBuilds } from '../../../src/read-store/in-memory-builds.js';
import type {
  Build,
  BuildStatus,
  Lease,
  ReadStore,
  RowReader,
} from '../../../src/read-store/read-store.js';

/** An in-memory read store with one planted bug. */
export interface BrokenReadStore {
  readonly bug: string;
  /** The clauses that catch it. */
  readonly breaks: ReadonlyArray<string>;
  /** Only a deadline catches it: it makes somebody wait for ever. */
  readonly hangs?: true;
  /** Called once a store; what it returns is called for each handle on it. */
  readonly make: () => (store: ReadStore, builds: InMemoryBuilds) => ReadStore;
}

type Change = (store: ReadStore, builds: InMemoryBuilds) => Partial<ReadStore>;

/** A bug that needs no more than the handle it sits in. */
export const broken = (
  breaks: string | ReadonlyArray<string>,
  bug: string,
  change: Change,
): BrokenReadStore => remembering(breaks, bug, () => change);

/** A bug that all handles on the data share something for. */
export const remembering = (
  breaks: string | ReadonlyArray<string>,
  bug: string,
  make: () => Change,
): BrokenReadStore => ({
  bug,
  breaks: typeof breaks === 'string' ? [breaks] : breaks,
  make: () => {
    const change = make();
    return (store, builds) => ({ ...store, ...change(store, builds) });
  },
});

export const hanging = (planted: BrokenReadStore): BrokenReadStore => ({ ...planted, hangs: true });

/** A bug in how a reading answers. */
export const misreading = (
  breaks: string | ReadonlyArray<string>,
  bug: string,
  change: (reader: RowReader, scope: Parameters<ReadStore['read']>[0]) => Partial<RowReader>,
): BrokenReadStore =>
  broken(breaks, bug, (store) => ({
    read: (scope, ask) =>
      store.read(scope, (reader) => ask({ ...reader, ...change(reader, scope) })),
  }));

export const statusOf = async (
  store: ReadStore,
  { model, build }: Build,
): Promise<BuildStatus | undefined> =>
  (await store.status()).find(({ build: of }) => of.model === model && of.build === build);

/** The lease as whoever holds it now has it. */
export const currentLease = async (store: ReadStore, build: Build): Promise<Lease | undefined> => {
  const lease = (await statusOf(store, build))?.lease;
  return lease && { build, holder: lease.holder, epoch: lease.epoch, parked: [] };
};

/** Between two steps that should have been one. */
export const meanwhile = (): Promise<unknown> => soon();
