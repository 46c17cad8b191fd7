import { randomUUID } from 'node:crypto';
import {
  projectionWorker,
  type Projected,
  type NewEvent,
  type ReadStore,
  type StreamName,
} from '@partner-incentives/event-sourcing';
import { incentivesProjections } from '@partner-incentives/incentives';
import { readModels } from '@partner-incentives/read-models';
import { openReadStore } from '../../src/read-store/open-read-store.js';
import { openStore } from '../../src/store/open-store.js';
import { incentives, inFolder } from '../command.js';

export const store = 'sqlite:.data/incentives.db';
export const rows = `${store}.rows`;

// A database of the machine must not be taken for ours.
delete process.env['DATABASE_URL'];

/** A folder with a short history in it, and rows that are up to date. */
export const inOperatedFolder = (prepare: () => Promise<unknown> = async () => undefined): void => {
  inFolder(async () => {
    await incentives('run examples/journals/ir-uk-invited.jsonl');
    await incentives('worker --once --log-level silent');
    await prepare();
  });
};

export const withRows = async <Answer>(
  work: (readStore: ReadStore) => Promise<Answer>,
): Promise<Answer> => {
  const { readStore } = await openReadStore(rows, 'write');
  try {
    return await work(readStore);
  } finally {
    await readStore.close();
  }
};

/** The live build of a projection. */
export const liveBuild = async (readStore: ReadStore, model: string) => {
  const builds = await readStore.status();
  const live = builds.find(({ build, stage }) => stage === 'live' && build.model === model);
  if (live === undefined) throw new Error(`no live build of ${model}`);
  return live;
};

/** Rebuilds the live rows of a model as a release with a bug would have left them, and goes away. */
export const foldWithBug = async (model: Projected): Promise<void> => {
  const { store: events, close } = await openStore(store, 'read');
  await withRows(async (readStore) => {
    const candidate = await readStore.begin(model.name, model.version);
    const worker = projectionWorker({
      store: events,
      readStore,
      ...incentivesProjections,
      models: [model],
      holder: 'a release with a bug',
    });
    worker.start();
    await worker.caughtUp();
    await worker.stop();
    const { build } = await liveBuild(readStore, model.name);
    await readStore.promote(candidate);
    await readStore.drop(build);
  });
  await close();
};

const { enrollments, programs } = readModels;

/** Cannot fold enrollments. */
export const throwing: Projected = {
  ...enrollments,
  evolve: () => {
    throw new TypeError('nobody thought of this');
  },
  indexedUnder: () => [],
};

/** Cannot fold one of them. */
export const throwingAt = (stream: StreamName): Projected => ({
  ...throwing,
  evolve: (row, stored) => {
    if (stored.stream === stream) throw new TypeError('nobody thought of this');
    return (enrollments as Projected).evolve(row, stored);
  },
});

/** Leaves another name in the rows of programs. */
export const misnaming: Projected = {
  ...programs,
  evolve: (row, stored) => {
    const next = (programs as Projected).evolve(row, stored);
    return next === undefined ? undefined : { ...next, name: 'misnamed' };
  },
  indexedUnder: () => [],
};

/** An event after the last one of a stream that nobody here would have written. */
export const plant = async (
  stream: StreamName,
  changed: Partial<Pick<NewEvent, 'schemaVersion' | 'data' | 'type' | 'metadata'>>,
): Promise<void> => {
  const { store: events, close } = await openStore(store);
  for await (const last of events.read(stream, { direction: 'backwards', limit: 1 })) {
    const { type, schemaVersion, data, metadata, revision } = { ...last, ...changed };
    const event = { id: randomUUID(), type, schemaVersion, data, metadata };
    const appended = await events.append(stream, revision, [event])();
    if (appended._tag === 'Left') throw new Error(appended.left._tag);
  }
  await close();
};
