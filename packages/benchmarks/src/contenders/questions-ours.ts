// What partners see, from rows that a worker keeps up while they ask.
import { rmSync } from 'node:fs';
import type { PartnerId } from '@partner-incentives/domain';
import {
  projectionWorker,
  type NewEvent,
  type StreamName,
} from '@partner-incentives/event-sourcing';
import { createIncentives, incentivesProjections } from '@partner-incentives/incentives';
import { answer, settings } from '../measurement.js';
import { eventsOf } from '../workloads/concurrent-writers.js';
import { freshDirectory } from '../workloads/fresh-directory.js';
import { today, type World } from '../workloads/partners.js';
import { newReadStore, type Engine } from '../workloads/read-store.js';
import { storeOfPartners } from '../workloads/stored-partners.js';

interface Settings {
  readonly engine: Engine;
  readonly world: World;
  /** A page of all places of the first account after each change, or the one place of each account in turn. */
  readonly asked: 'page' | 'place';
  readonly questions: number;
}

const { engine, world, asked, questions } = settings() as Settings;
const directory = freshDirectory();
const store = await storeOfPartners(world, directory);
const { readStore, remove } = await newReadStore(engine, directory);
const worker = projectionWorker({
  ...incentivesProjections,
  store,
  readStore,
  holder: 'benchmark',
});
worker.start();
await worker.caughtUp();

const clock = { now: () => today };
const kept = createIncentives({ store, readStore, clock }).views;
const folded = createIncentives({ store, clock }).views;

/** Somebody edits an enrollment that has begun: the row changes, and what was remembered of the account is behind. */
const change = async (nth: number): Promise<void> => {
  const [, , , chosen] = eventsOf(0);
  if (chosen === undefined) return;
  const event: NewEvent = {
    ...chosen,
    id: `ffffffff-0000-4000-8000-${nth.toString(16).padStart(12, '0')}`,
    data: { ...(chosen.data as object), pla: 'place-0', programId: 'program-1' },
    metadata: { ...(chosen.metadata as object), account: 'account-0' },
  };
  const stream = 'enrollment-program-1_place-0' as StreamName;
  const appended = await store.append(stream, 2 + nth, [event])();
  if (appended._tag === 'Left') throw new Error(appended.left._tag);
  await worker.caughtUp(appended.right.position);
};

const page = {
  viewer: 'admin-0',
  status: ['ActionRequired', 'Enrolling', 'ValidatingEnrollment'],
  sortBy: 'status',
  page: { limit: 50 },
} as const;
const place = (account: number) => ({
  viewer: `admin-${account}`,
  pla: `place-${account * world.places}` as PartnerId,
});

const latencies: number[] = [];
for (let nth = 0; nth < questions; nth++) {
  if (asked === 'page') await change(nth);
  const before = performance.now();
  if (asked === 'page') await kept.overview(page);
  else await kept.overview(place(nth % world.accounts));
  latencies.push(performance.now() - before);
}

const isEqual = async (): Promise<boolean> => {
  const answers =
    asked === 'page'
      ? [await kept.overview(page), await folded.overview(page)]
      : [await kept.overview(place(1)), await folded.overview(place(1))];
  const [one, other] = answers.map((rows) => JSON.stringify(rows));
  return one === other && (one?.length ?? 0) > 1_000;
};
const sorted = latencies.slice(Math.floor(questions / 10)).toSorted((a, b) => a - b);
const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
answer({
  value: at(0.5),
  p99Ms: at(0.99),
  correct: await isEqual(),
  remarks: [
    `p99 ${at(0.99).toPrecision(3)} ms, the very first ${(latencies[0] ?? 0).toPrecision(3)} ms`,
  ],
});
await worker.stop();
await remove();
await store.close();
rmSync(directory, { recursive: true, force: true });
