import type { Goal } from '../goal.js';
import { ours, peer, type Contender, type Effort, type Work } from '../work.js';

/** Beside the client that the adapter is made of. */
export const p8 = (effort: Effort): ReadonlyArray<Work> => {
  const rounds = effort === 'full' ? 5 : 1;
  const notes = [
    'Against our stand-in, a process of its own for each contender; and against the server that `ESDB_URL` names, if it names one. Enrollments of twelve events, data of about 230 bytes and metadata of about 550 to an event.',
    'The bare client is @eventstore/db-client 6.2.1 as documented, with credentials for each append. Ours counts as zero where an event is missing, doubled, out of order or not as its schema has it.',
  ];
  const work = { id: 'p8', rounds, notes } as const;
  const reading = { full: 5_000, quick: 500 }[effort];
  return [
    {
      ...work,
      title: 'EventStoreDB: read everything, and catch up by a subscription',
      unit: 'events/s',
      contenders: servers.flatMap((server) => [
        contender('ours', 'read', server, reading),
        contender('ours', 'catchUp', server, reading),
        contender('bare client', 'read', server, reading),
        contender('bare client', 'catchUp', server, reading),
      ]),
      goals: servers.flatMap((server): ReadonlyArray<Goal> => {
        const over = nameOf('bare client', 'read', server);
        return [
          {
            says: `${server}: reads ≥ 0.9 × the bare client’s`,
            of: nameOf('ours', 'read', server),
            over,
            atLeast: 0.9,
          },
          {
            says: `${server}: catches up ≥ 0.9 × as fast as the bare client reads`,
            of: nameOf('ours', 'catchUp', server),
            over,
            atLeast: 0.9,
          },
        ];
      }),
    },
    {
      ...work,
      title: 'EventStoreDB: append, 64 callers',
      unit: 'events/s',
      contenders: pairs('append', { full: 2_000, quick: 150 }[effort]),
      goals: servers.map((server) => ({
        says: `${server}: ≥ the bare client`,
        of: nameOf('ours', 'append', server),
        over: nameOf('bare client', 'append', server),
        atLeast: 1,
      })),
    },
    {
      ...work,
      title: 'EventStoreDB: from an append to a subscriber',
      unit: 'ms of half of them',
      contenders: pairs('visible', { full: 2_000, quick: 300 }[effort]),
      goals: servers.map((server) => ({
        says: `${server}: ≤ 2 × the bare client`,
        of: nameOf('ours', 'visible', server),
        over: nameOf('bare client', 'visible', server),
        atMost: 2,
      })),
    },
  ];
};

type Doing = 'read' | 'catchUp' | 'append' | 'visible';
type Server = 'stand-in' | 'real server';
type Who = 'ours' | 'bare client';

const servers: ReadonlyArray<Server> =
  (process.env['ESDB_URL'] ?? '') === '' ? ['stand-in'] : ['stand-in', 'real server'];

const said: Readonly<Record<Doing, string>> = {
  read: 'reading',
  catchUp: 'catching up',
  append: 'appending',
  visible: 'following',
};

const nameOf = (who: Who, work: Doing, server: Server): string =>
  `${who}, ${said[work]}, ${server}`;

const contender = (who: Who, work: Doing, server: Server, enrollments: number): Contender => ({
  name: nameOf(who, work, server),
  script: who === 'ours' ? ours('event-store-db-ours.js') : peer('event-store-db-bare.mjs'),
  settings: { work, server: server === 'stand-in' ? 'stand-in' : 'real', enrollments },
  against: nameOf('ours', work, server),
});

const pairs = (work: Doing, enrollments: number): ReadonlyArray<Contender> =>
  servers.flatMap((server) => [
    contender('ours', work, server, enrollments),
    contender('bare client', work, server, enrollments),
  ]);
