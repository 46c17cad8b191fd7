import { currentPolicy, type PartnerId, type ProgramId } from '@partner-incentives/domain';
import {
  inMemoryEventStore,
  type Instant,
  type ParkedKey,
  type Position,
  type ReadStore,
  type RowReader,
  type RowScope,
} from '@partner-incentives/event-sourcing';
import { createIncentives } from '../../create-incentives.js';
import type { Queries } from '../../queries.js';
import { ourPast, ourUsers } from './our-past.js';
import { Recorder } from './recorded.js';
import { rowWriter } from './row-writer.js';
import { something, theirBeginning } from './their-past.js';

export interface TwoAccountsOptions {
  /** Where rows are written; empty. */
  readonly written: ReadStore;
  /** The same rows, as those read them who ask for partners. */
  readonly read: ReadStore;
}

/** What somebody of ours was told otherwise than before anything happened in the other account, from where it differs. */
export interface Leak {
  readonly viewer: string;
  readonly before: string;
  readonly after: string;
}

export interface TwoAccounts {
  /** What our people are told, each about each place, as text. */
  readonly told: ReadonlyMap<string, string>;
  /** Lets things happen in the other account, and answers one of our people everything there is to ask. */
  leakAfter(choices: ReadonlyArray<number>): Promise<Leak | undefined>;
}

/**
 * The two-account differential: our account's rows stay as they are, whatever happens in another one; what our people
 * are told must stay the same to the byte. Choices are any whole numbers, such as a property test comes up with.
 */
export const twoAccounts = async ({ written, read }: TwoAccountsOptions): Promise<TwoAccounts> => {
  const recorder = new Recorder();
  const writer = await rowWriter(written);
  let position = await writer.write(ourPast.map((happened) => recorder.record(happened)));
  const { views } = createIncentives({
    store: inMemoryEventStore(),
    readStore: read,
    policy: everyRole,
  });
  const before = new Map<string, string>();
  for (const viewer of ourUsers) {
    for (const place of places) {
      const told = await toldTo(viewer, place, views, read, position);
      before.set(`${viewer} about ${place.join(' ')}`, told);
    }
  }
  position = await writer.write(theirBeginning.map((happened) => recorder.record(happened)));

  return {
    told: before,
    leakAfter: async (choices) => {
      let next = 0;
      const choose = (below: number): number => (choices[next++] ?? 0) % below;
      const viewer = ourUsers[choose(ourUsers.length)] ?? 'gina';
      const place = places[choose(places.length)] ?? places[0];
      const events = Array.from({ length: 1 + choose(4) }, () =>
        recorder.record(something(choose)),
      );
      const [first] = events;
      const parked = first !== undefined && choose(4) === 0 ? [parkedAt(first)] : [];
      position = await writer.write(events, parked);
      const after = await toldTo(viewer, place, views, read, position);
      const known = before.get(`${viewer} about ${place.join(' ')}`) ?? '';
      return after === known ? undefined : leak(viewer, known, after);
    },
  };
};

const leak = (viewer: string, before: string, after: string): Leak => {
  let same = 0;
  while (before[same] === after[same]) same += 1;
  const from = Math.max(0, same - 40);
  const shown = (text: string): string => text.slice(from, from + 400);
  return { viewer, before: shown(before), after: shown(after) };
};

const everyRole = {
  ...currentPolicy,
  overviewViewers: ['IA', 'IU', 'GA', 'AA', 'MPA', 'UMA', 'AG'],
  mpaAssigns: true,
  requirementsLinkAlways: true,
} as const;

const parkedAt = ({
  stream,
  revision,
  position,
  event,
}: ReturnType<Recorder['record']>): ParkedKey => ({
  key: stream,
  account: 'Fabrikam',
  revision,
  position,
  type: event.type,
  cause: 'Threw',
  reason: 'for the test',
  waiting: 1,
  since: now,
});

const now = '2024-02-03T00:00:00.000Z' as Instant;

const places = [
  ['IR', 'UK'],
  ['OPEN', 'FR'],
  ['IR', 'DE'],
  ['OPEN', 'Fabrikam'],
] as const;

/** The answer to every query, and whatever the read store itself lets them see. */
const toldTo = async (
  viewer: string,
  [programId, pla]: (typeof places)[number],
  views: Queries,
  read: ReadStore,
  minPosition: Position | undefined,
): Promise<string> => {
  const question = { viewer, now, ...(minPosition !== undefined && { minPosition }) };
  const sorted = { ...question, sortBy: 'status', page: { limit: 2 } } as const;
  const place = { ...question, programId: programId as ProgramId, pla: pla as PartnerId };
  const answers = await Promise.all([
    views.overview(question),
    views.overview(sorted),
    views.noAccess(question),
    views.actions(question),
    views.inbox(question),
    views.queue(question),
    views.rollForward(question),
    views.roles(question),
    views.requirements(place),
    views.prompt(place),
    rowsWithin(read, { kind: 'user', id: viewer }, ['accounts']),
    rowsWithin(read, { kind: 'accounts', accounts: ['Contoso'] }, models),
  ]);
  return JSON.stringify(answers);
};

const models = ['accounts', 'locations', 'programs', 'eligibility', 'enrollments'];

const rowsWithin = (read: ReadStore, scope: RowScope, names: ReadonlyArray<string>) =>
  read.read(scope, async (reader: RowReader) => {
    const live = await reader.live(names);
    const found = [];
    for (const name of names) {
      const build = live.get(name)?.build;
      if (build === undefined) throw new Error(`no live rows of ${name}`);
      const { rows, parked } = await reader.of(build, 'all');
      found.push(
        rows.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
        parked,
      );
    }
    return found;
  });
