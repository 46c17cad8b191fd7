// What one more event, or one more question, costs where there are so many already.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { PartnerId, ProgramId } from '@partner-incentives/domain';
import {
  projectionWorker,
  type EventStore,
  type Projected,
} from '@partner-incentives/event-sourcing';
import {
  createIncentives,
  incentivesProjections,
  type Queries,
} from '@partner-incentives/incentives';
import { readModels } from '@partner-incentives/read-models';
import { sqliteReadStore } from '@partner-incentives/sql';
import { answer, settings, type Measurement } from '../measurement.js';
import { writtenAtOnce } from '../workloads/concurrent-writers.js';
import { enrollmentsInto } from '../workloads/enrollments-into.js';
import { freshDirectory } from '../workloads/fresh-directory.js';
import { today, type World } from '../workloads/partners.js';
import { storeOfPartners } from '../workloads/stored-partners.js';

interface Settings {
  readonly work: 'append' | 'catchUp' | 'replay' | 'questions';
  readonly accounts: number;
  /** Where the same is done beforehand, so that both sizes are measured in a warm process. */
  readonly warmingUp: number;
}

const worldOf = (accounts: number): World => ({ accounts, places: 1, programs: 10 });

/** Microseconds for an event, or a question. */
type Work = (store: EventStore, directory: string, accounts: number) => Promise<Measurement>;

const append: Work = async (store) => {
  const before = performance.now();
  const written = await writtenAtOnce(enrollmentsInto(store), { enrollments: 500 });
  const micros = ((performance.now() - before) / written) * 1_000;
  return { value: micros, correct: written === 6_000 };
};

const keptUp = async (store: EventStore, directory: string, models: ReadonlyArray<Projected>) => {
  const readStore = await sqliteReadStore({ path: join(directory, 'rows.db') });
  const worker = projectionWorker({
    ...incentivesProjections,
    models,
    store,
    readStore,
    holder: 'benchmark',
  });
  worker.start();
  await worker.caughtUp();
  return {
    readStore,
    close: async () => {
      await worker.stop();
      await readStore.close();
    },
  };
};

const catchUp: Work = async (store, directory, accounts) => {
  const before = performance.now();
  const { readStore, close } = await keptUp(store, directory, [readModels.enrollments]);
  const elapsed = performance.now() - before;
  const [status] = await readStore.status();
  const { applied, ignored, foreign } = status?.handled ?? { applied: 0, ignored: 0, foreign: 0 };
  await close();
  return {
    value: (elapsed / (applied + ignored + foreign)) * 1_000,
    correct: status?.rows === accounts * 10 && status.parked === 0,
  };
};

const replay: Work = async (store, _, accounts) => {
  let events = 0;
  const before = performance.now();
  const views = createIncentives({ store }).at(() => {
    events += 1;
    return true;
  });
  const shown = await views.overview({ viewer: 'admin-1', now: today });
  const elapsed = performance.now() - before;
  return { value: (elapsed / events) * 1_000, correct: shown.length === 10 && events > accounts };
};

type Ask = (views: Queries, account: number) => Promise<ReadonlyArray<unknown>>;

const asks: Readonly<Record<string, Ask>> = {
  overview: (views, n) => views.overview({ viewer: `admin-${n}` }),
  noAccess: (views, n) => views.noAccess({ viewer: `admin-${n}` }),
  actions: (views, n) => views.actions({ viewer: `admin-${n}` }),
  requirements: (views, n) => views.requirements({ viewer: `admin-${n}`, ...placeOf(n) }),
  inbox: (views, n) => views.inbox({ viewer: `admin-${n}` }),
  prompt: (views, n) => views.prompt({ viewer: `admin-${n}`, ...placeOf(n) }),
  roles: (views, n) => views.roles({ viewer: `admin-${n}` }),
};

const placeOf = (account: number) => ({
  programId: 'program-1' as ProgramId,
  pla: `place-${account}` as PartnerId,
});

const questions: Work = async (store, directory, accounts) => {
  const { readStore, close } = await keptUp(store, directory, incentivesProjections.models);
  // Nothing is remembered from one question to the next.
  const views = createIncentives({
    store,
    readStore,
    cachedRows: 0,
    clock: { now: () => today },
  }).views;
  const remarks: string[] = [];
  let sum = 0;
  for (const [name, ask] of Object.entries(asks)) {
    const micros: number[] = [];
    for (let nth = 0; nth < 300; nth++) {
      const before = performance.now();
      await ask(views, (nth * 17) % accounts);
      micros.push((performance.now() - before) * 1_000);
    }
    const typical = micros.toSorted((a, b) => a - b)[micros.length >> 1] ?? 0;
    sum += typical;
    remarks.push(`${name} ${Math.round(typical)} µs`);
  }
  const before = performance.now();
  const waiting = await views.queue({ viewer: 'system:MS' });
  const perRow = ((performance.now() - before) / waiting.length) * 1_000;
  remarks.push(`queue ${perRow.toPrecision(3)} µs for each of its rows`);
  const { length } = await views.overview({ viewer: 'admin-1' });
  await close();
  const micros = sum / Object.keys(asks).length;
  return { value: micros, correct: length === 10 && waiting.length > accounts, remarks };
};

const works = { append, catchUp, replay, questions };

const { work, accounts, warmingUp } = settings() as Settings;
let measured: Measurement | undefined;
for (const many of [warmingUp, accounts]) {
  const own = freshDirectory();
  const store = await storeOfPartners(worldOf(many), own);
  measured = await works[work](store, own, many);
  await store.close();
  rmSync(own, { recursive: true, force: true });
}
if (measured !== undefined) answer(measured);
