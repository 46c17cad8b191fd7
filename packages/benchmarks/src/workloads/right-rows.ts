import {
  decodeStored,
  type EventStore,
  type KeptRow,
  type Projected,
  type ProjectionWorker,
  type ReadStore,
  type StreamName,
} from '@partner-incentives/event-sourcing';
import { incentivesProjections } from '@partner-incentives/incentives';
import { readModels } from '@partner-incentives/read-models';
import { eventsPerStream } from './enrollment-history.js';
import { eventsOf, writtenAtOnce } from './concurrent-writers.js';
import { enrollmentsInto, enrollmentStream } from './enrollments-into.js';

interface KeptUp {
  readonly store: EventStore;
  readonly readStore: ReadStore;
  readonly worker: ProjectionWorker;
  readonly enrollments: number;
}

/**
 * The gate: of a backlog, and then of what eight writers append while the worker runs, nothing is lost, doubled or out of
 * order; and an event that no schema allows is found out, which only a worker does that validates each.
 */
export const rowsAreRight = async ({
  store,
  readStore,
  worker,
  enrollments,
}: KeptUp): Promise<boolean> => {
  const append = enrollmentsInto(store);
  await writtenAtOnce(append, { enrollments: more, from: enrollments });
  const [first] = eventsOf(0);
  if (first === undefined) return false;
  const spoiled = { ...first, data: { ...(first.data as object), fy: 'soon' } };
  await append(enrollments + more, 0, [spoiled]);
  if (!(await worker.caughtUp())) return false;

  const all = enrollments + more;
  const [status] = await readStore.status();
  const counted =
    status?.rows === all && status.parked === 1 && status.handled.applied === all * eventsPerStream;
  return counted && hasAll(await rightRows(store, readStore, status.build), all);
};

const more = 200;

type Build = Parameters<ReadStore['page']>[0];

/** The keys of the rows that say what a fold of the location's events says. */
const rightRows = async (
  store: EventStore,
  readStore: ReadStore,
  build: Build,
): Promise<ReadonlySet<StreamName>> => {
  const expected = JSON.stringify(await folded(store));
  const right = new Set<StreamName>();
  let after: StreamName | undefined;
  for (;;) {
    const page: ReadonlyArray<KeptRow> = await readStore.page(build, after, 5_000);
    for (const { key, data, revision } of page) {
      after = key;
      const pla = key.slice(key.indexOf('location-'));
      const isRight = JSON.stringify(data) === expected.replace('location-0', pla);
      if (isRight && revision === eventsPerStream - 1) right.add(key);
    }
    if (page.length === 0) return right;
  }
};

const hasAll = (keys: ReadonlySet<StreamName>, locations: number): boolean =>
  Array.from({ length: locations }, (_, location) => enrollmentStream(location)).every((key) =>
    keys.has(key),
  );

const folded = async (store: EventStore): Promise<object | undefined> => {
  const model: Projected = readModels.enrollments;
  let row: object | undefined;
  for await (const recorded of store.read(enrollmentStream(0))) {
    const stored = decodeStored(incentivesProjections.codec, recorded);
    if (stored._tag === 'Left') throw new Error(stored.left._tag);
    row = model.evolve(row, stored.right);
  }
  return row;
};
