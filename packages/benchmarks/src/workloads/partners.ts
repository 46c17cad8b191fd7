import type { CommandJson } from '@partner-incentives/domain';
import {
  inMemoryEventStore,
  type EventStore,
  type Instant,
  type NewEvent,
  type StreamName,
} from '@partner-incentives/event-sourcing';
import { createIncentives } from '@partner-incentives/incentives';
import { eventsOf } from './concurrent-writers.js';

/** When questions are asked: some time after the last event. */
export const today = '2024-06-01T00:00:00.000Z' as Instant;
const then = '2023-07-01T09:00:00.000Z' as Instant;

const user = (userId: string) => ({ userId, name: 'Ines', email: `${userId}@tenant-0.example` });

/** One program, one account with its admin and one location: what is true of all that this world has. */
const commands: ReadonlyArray<readonly [actor: string, command: CommandJson]> = [
  [
    'system:MS',
    {
      type: 'DefineProgram',
      programId: 'program-0',
      name: 'Program',
      criteria: [{ kind: 'ActiveAgreement', agreement: 'MpnAgreement' }],
      payoutRules: {
        paymentMethods: ['BankTransfer'],
        currencies: ['EUR', 'GBP'],
        payingEntities: ['MIOL'],
        taxForms: [],
      },
    },
  ],
  ['system:MS', { type: 'ScheduleTerm', programId: 'program-0', fy: 2024 }],
  ['system:MS', { type: 'ScheduleTerm', programId: 'program-0', fy: 2025 }],
  ['system:MS', { type: 'AssociateTenant', tenantId: 'tenant-0.example', pga: 'account-0' }],
  [
    'system:MS',
    {
      type: 'RegisterAccount',
      pga: 'account-0',
      name: 'Partner',
      country: 'GB',
      tenantId: 'tenant-0.example',
      globalAdmin: user('admin-0'),
    },
  ],
  [
    'admin-0',
    { type: 'RegisterLocation', pga: 'account-0', pla: 'place-0', name: 'Place', country: 'GB' },
  ],
  [
    'admin-0',
    {
      type: 'AssignRole',
      pga: 'account-0',
      userId: 'admin-0',
      role: 'IA',
      location: 'all',
      programs: 'all',
    },
  ],
  ['system:MS', { type: 'OpenProgram', programId: 'program-0' }],
  ['system:MS', { type: 'ActivateAgreement', pla: 'place-0', kind: 'MpnAgreement' }],
];

type Stream = readonly [stream: StreamName, events: ReadonlyArray<NewEvent>];

/** The streams that the commands left, by category. */
const recorded = async (): Promise<ReadonlyMap<string, Stream>> => {
  const store = inMemoryEventStore();
  const incentives = createIncentives({ store, clock: { now: () => then } });
  for (const [actor, command] of commands) {
    const answer = await incentives.execute({ actor, command, at: then })();
    if (answer._tag === 'Left') throw new Error(JSON.stringify(answer.left));
    await incentives.settled();
  }
  const streams = new Map<string, Stream>();
  for await (const { stream, id, type, schemaVersion, data, metadata } of store.readAll()) {
    const category = stream.slice(0, stream.indexOf('-'));
    const [, before = []] = streams.get(category) ?? [];
    streams.set(category, [stream, [...before, { id, type, schemaVersion, data, metadata }]]);
  }
  return streams;
};

export interface World {
  readonly accounts: number;
  readonly places: number;
  readonly programs: number;
}

/**
 * Accounts, each with as many places, all in all programs: what commands recorded of one is said of all the others under
 * their own names, and enrollments have come to different phases.
 */
export const settle = async (store: EventStore, world: World): Promise<number> => {
  const template = await recorded();
  let events = 0;
  let waiting: Array<Promise<void>> = [];
  const write = async ([stream, all]: Stream): Promise<void> => {
    const [first, ...more] = all;
    if (first === undefined) return;
    events += all.length;
    const appended = await store.append(stream, -1, [first, ...more])();
    if (appended._tag === 'Left') throw new Error(appended.left._tag);
  };
  const say = async (category: string, names: Names): Promise<void> => {
    const found = template.get(category);
    if (found === undefined) throw new Error(`no ${category} was recorded`);
    waiting.push(write(renamed(found, names, (serial += 1))));
    if (waiting.length >= 256) {
      await Promise.all(waiting);
      waiting = [];
    }
  };
  let serial = 0;
  for (let program = 0; program < world.programs; program++) await say('program', { program });
  for (let account = 0; account < world.accounts; account++) {
    await say('tenant', { account });
    await say('partnerAccount', { account });
    for (let n = 0; n < world.places; n++) {
      const place = account * world.places + n;
      await say('partnerLocation', { account, place });
      for (let program = 0; program < world.programs; program++) {
        const names = { account, place, program };
        await say('eligibility', names);
        waiting.push(write(enrolled(names)));
      }
    }
  }
  await Promise.all(waiting);
  return events;
};

interface Names {
  readonly account?: number;
  readonly place?: number;
  readonly program?: number;
}

const renamed = (
  [stream, events]: Stream,
  { account = 0, place = 0, program = 0 }: Names,
  serial: number,
): Stream => {
  const rename = (text: string) =>
    text
      .replaceAll(/(account|admin|tenant)-0/g, `$1-${account}`)
      .replaceAll('place-0', `place-${place}`)
      .replaceAll('program-0', `program-${program}`);
  const own = events.map((event, nth) => ({
    ...event,
    id: idOf(serial, nth, 'a'),
    data: JSON.parse(rename(JSON.stringify(event.data))) as unknown,
    metadata: JSON.parse(rename(JSON.stringify(event.metadata))) as unknown,
  }));
  return [rename(stream) as StreamName, own];
};

const idOf = (serial: number, nth: number, kind: string): string =>
  `${serial.toString(16).padStart(8, '0')}-0000-4000-${kind}000-${nth.toString(16).padStart(12, '0')}`;

/** Invited, begun, submitted, rejected, enrolled. */
const lengths = [1, 3, 5, 6, 9];

const enrolled = ({ account = 0, place = 0, program = 0 }: Names): Stream => {
  const names = { pla: `place-${place}`, programId: `program-${program}` };
  const events = eventsOf(0)
    .slice(0, lengths[(place * 7 + program) % lengths.length])
    .map((event, nth) => ({
      ...event,
      id: idOf(place * 100 + program, nth, 'b'),
      data: { ...(event.data as object), ...names },
      metadata: { ...(event.metadata as object), account: `account-${account}` },
    }));
  return [`enrollment-${names.programId}_${names.pla}` as StreamName, events];
};
