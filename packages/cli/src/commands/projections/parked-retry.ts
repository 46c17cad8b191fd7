import { setTimeout } from 'node:timers/promises';
import type {
  BuildStatus,
  ParkedKey,
  ReadStore,
  StreamName,
} from '@partner-incentives/event-sourcing';
import { CliError } from '../../exit-code.js';
import type { Report } from '../../output/report.js';
import { counted } from '../../output/spans.js';
import { newHolder } from '../../worker/holder.js';
import { makeWorker, modelsNamed } from '../../worker/make-worker.js';
import { chosenBuild, nameOf } from './chosen-build.js';
import type { Opened } from './operating.js';
import { chosenKey, type ParkedOptions } from './parked.js';

/**
 * Has parked keys folded again, one or all of a build: by the worker that keeps it up, or, where none does, by one that
 * runs until that is done.
 */
export const parkedRetry = async (
  opened: Opened,
  projection: string,
  key: string | undefined,
  { build: number }: ParkedOptions,
): Promise<Report> => {
  const { readStore } = opened;
  const { status, keys } = await chosen(readStore, projection, key, number);
  if (keys.length === 0) {
    return { status: 'pass', data: { whole: [], parked: [] }, text: 'No key is parked.' };
  }
  mustRun(status);
  await readStore.askRetry(status.build, keys);
  const left = await answered(opened, status, keys);
  const whole = keys.filter((one) => !left.some((parked) => parked.key === one));
  return {
    status: left.length === 0 ? 'pass' : 'fail',
    data: { whole, parked: left },
    text: [
      ...(whole.length === 0
        ? []
        : [`✓ ${counted(whole.length, 'key')} of ${nameOf(status)} folded to the end.`]),
      ...left.map((parked) => `✗ ${parked.key} is parked again. ${parked.cause}: ${parked.reason}`),
    ].join('\n'),
  };
};

const chosen = async (
  readStore: ReadStore,
  projection: string,
  key: string | undefined,
  number: string | undefined,
): Promise<{ readonly status: BuildStatus; readonly keys: ReadonlyArray<StreamName> }> => {
  if (key !== undefined) {
    const { status, parked } = await chosenKey(readStore, projection, key, number);
    return { status, keys: [parked.key] };
  }
  const status = await chosenBuild(readStore, projection, number, ['live', 'building', 'kept']);
  return { status, keys: (await readStore.parked(status.build)).map((parked) => parked.key) };
};

const mustRun = (status: BuildStatus): void => {
  if (status.paused === undefined && status.halted === undefined) return;
  throw new CliError(
    `${nameOf(status)} is ${status.halted === undefined ? 'paused' : 'halted'}: nobody folds into it`,
    `incentives projections resume ${status.build.model}, then try again`,
  );
};

/** Those still parked, once each was tried. */
const answered = async (
  { readStore, events }: Opened,
  { build, lease }: BuildStatus,
  keys: ReadonlyArray<StreamName>,
): Promise<ReadonlyArray<ParkedKey>> => {
  const isFree = lease === undefined || lease.expiresInMs <= 0;
  const worker = isFree
    ? makeWorker({
        store: events.store,
        readStore,
        holder: newHolder(),
        models: modelsNamed(build.model),
      })
    : undefined;
  worker?.start();
  try {
    for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += intervalMs) {
      const parked = await readStore.parked(build);
      const left = parked.filter(({ key }) => keys.includes(key));
      if (left.every(({ retryAsked }) => retryAsked !== true)) return left;
      await setTimeout(intervalMs);
    }
  } finally {
    await worker?.stop();
  }
  throw new CliError(
    `${lease?.holder ?? 'the worker'} was asked, and has not answered within ${String(patienceMs / 1000)} s`,
    'incentives doctor tells how the worker is; what was asked stays asked',
  );
};

const intervalMs = 100;
const patienceMs = 30_000;
