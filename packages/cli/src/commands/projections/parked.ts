import {
  parseStreamName,
  systemClock,
  type BuildStatus,
  type EventStore,
  type ParkedKey,
  type ReadStore,
  type RecordedEvent,
  type StreamName,
} from '@partner-incentives/event-sourcing';
import { CliError } from '../../exit-code.js';
import type { Report } from '../../output/report.js';
import { counted, lasted, secondsSince } from '../../output/spans.js';
import { table } from '../../output/table.js';
import { chosenBuild, nameOf } from './chosen-build.js';
import { shownPosition } from './draw-status.js';

export interface ParkedOptions {
  readonly build?: string;
}

/** The keys that wait behind an event that could not be folded. */
export const parkedList = async (
  readStore: ReadStore,
  projection: string | undefined,
  { build: number }: ParkedOptions,
): Promise<Report> => {
  const builds =
    projection === undefined
      ? await readStore.status()
      : [await chosenBuild(readStore, projection, number, ['live', 'building', 'kept'])];
  const found = await Promise.all(
    builds.map(async (status) =>
      (await readStore.parked(status.build)).map((parked) => ({ status, parked })),
    ),
  );
  const keys = found.flat();
  return {
    status: keys.length === 0 ? 'pass' : 'fail',
    data: keys.map(({ status, parked }) => ({
      projection: status.build.model,
      build: status.build.build,
      ...parked,
    })),
    text: keys.length === 0 ? 'No key is parked.' : drawKeys(keys),
  };
};

/** A parked key with the events that wait. */
export const parkedShow = async (
  readStore: ReadStore,
  store: Pick<EventStore, 'read'>,
  projection: string,
  key: string,
  { build: number }: ParkedOptions,
): Promise<Report> => {
  const { status, parked } = await chosenKey(readStore, projection, key, number);
  const waiting: Array<RecordedEvent> = [];
  for await (const event of store.read(parked.key, { from: parked.revision, limit: mostShown })) {
    waiting.push(event);
  }
  return {
    status: 'fail',
    data: { projection, build: status.build.build, ...parked, events: waiting.map(outline) },
    text: [
      `${parked.key} is parked in ${nameOf(status)} for ${lasted(secondsSince(parked.since, systemClock.now()))}`,
      `  ${parked.cause}: ${parked.reason}`,
      '',
      table(
        ['POSITION', '#', 'EVENT', ''],
        waiting.map(({ position, revision, type }) => [
          shownPosition(position),
          String(revision),
          type,
          revision === parked.revision ? 'could not be folded' : 'waits',
        ]),
      ),
      '',
      `→ the event:          incentives events ${parked.key} --json`,
      `→ once it is mended:  incentives projections parked retry ${projection} ${parked.key}`,
    ].join('\n'),
  };
};

/** A parked key by name, or a word on which there are. */
export const chosenKey = async (
  readStore: ReadStore,
  projection: string,
  key: string,
  number: string | undefined,
): Promise<{ readonly status: BuildStatus; readonly parked: ParkedKey }> => {
  const status = await chosenBuild(readStore, projection, number, ['live', 'building', 'kept']);
  const keys = await readStore.parked(status.build);
  const parked = keys.find((one) => one.key === streamOf(key));
  if (parked !== undefined) return { status, parked };
  throw new CliError(
    `${key} is not parked in ${nameOf(status)}: ${keys.length === 0 ? 'no key is' : `${counted(keys.length, 'other key')} ${keys.length === 1 ? 'is' : 'are'}`}`,
    `incentives projections parked list ${projection}`,
  );
};

const streamOf = (key: string): StreamName => {
  if (parseStreamName(key) !== undefined) return key as StreamName;
  throw new CliError(
    `expected a key such as enrollment-MCI_Oslo, got ${JSON.stringify(key)}`,
    'incentives projections parked list names them',
  );
};

const mostShown = 20;

const outline = ({ id, type, revision, position }: RecordedEvent) => ({
  id,
  type,
  revision,
  position,
});

const drawKeys = (
  keys: ReadonlyArray<{ readonly status: BuildStatus; readonly parked: ParkedKey }>,
): string => {
  const now = systemClock.now();
  const first = keys[0];
  return [
    table(
      ['PROJECTION', 'KEY', '#', 'EVENT', 'CAUSE', 'WAITING', 'SINCE', ''],
      keys.map(({ status, parked }) => [
        nameOf(status),
        parked.key,
        String(parked.revision),
        parked.type,
        parked.cause,
        String(parked.waiting),
        `${lasted(secondsSince(parked.since, now))} ago`,
        parked.retryAsked === true ? 'retry asked' : '',
      ]),
    ),
    ...(first === undefined
      ? []
      : [`→ incentives projections parked show ${first.status.build.model} ${first.parked.key}`]),
  ].join('\n');
};
