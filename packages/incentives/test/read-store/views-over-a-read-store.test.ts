import { afterEach, describe, expect, test } from '@jest/globals';
import { streams, type PartnerId, type ProgramId } from '@partner-incentives/domain';
import {
  inMemoryReadStore,
  type NewEvent,
  type ReadStore,
  type RowReader,
} from '@partner-incentives/event-sourcing';
import { RowsNotBuilt, type Queries } from '@partner-incentives/incentives';
import fc from 'fast-check';
import { everythingIn, on } from '../contoso.js';
import { everyAnswer } from './every-answer.js';
import { beginning, places, randomCommands, viewers, type Sent } from './random-commands.js';
import { caughtUp, withWorker, type WithWorker } from './with-worker.js';

const workers: Array<{ stop(): Promise<void> }> = [];
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
});

const begun = async (options: WithWorker = {}) => {
  const world = withWorker(options);
  workers.push(world.worker);
  world.worker.start();
  const send = async (commands: ReadonlyArray<Sent>) => {
    for (const [actor, command] of commands) await world.as(actor, command);
  };
  await send(beginning);
  const answers = async (queries: Queries) => {
    const all = viewers.map((viewer) => everyAnswer(queries, { viewer }, places));
    return (await Promise.all(all)).join('\n');
  };
  const bothAnswer = async () => {
    await caughtUp(world);
    expect(await answers(world.incentives.views)).toBe(await answers(world.folded.views));
  };
  return { ...world, send, answers, bothAnswer };
};

const inesIsAdmin: ReadonlyArray<Sent> = [
  [
    'gina',
    {
      type: 'AddUser',
      pga: 'Contoso',
      userId: 'ines',
      tenantId: 'contoso.com',
      guest: false,
      name: 'Ines',
      email: 'ines@contoso.com',
    },
  ],
  [
    'gina',
    {
      type: 'AssignRole',
      pga: 'Contoso',
      userId: 'ines',
      role: 'IA',
      location: 'UK',
      programs: 'all',
    },
  ],
  ['system:MS', { type: 'ActivateAgreement', pla: 'UK', kind: 'MpnAgreement' }],
];

describe('views over a read store', () => {
  test('law: answer to everybody what folding every event in memory answers, to the byte, also in between', async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(randomCommands, fc.nat(), async (commands, at) => {
        const { send, bothAnswer, worker, clock, incentives } = await begun();
        const middle = at % commands.length;
        await send(inesIsAdmin);
        await send(commands.slice(0, middle));
        await bothAnswer();
        await send(commands.slice(middle));
        clock.set(on('2023-08-02'));
        await bothAnswer();
        seen += (await incentives.views.overview({ viewer: 'ines' })).length;
        await worker.stop();
      }),
      { numRuns: 25 },
    );
    expect(seen).toBeGreaterThan(5);
  }, 60_000);

  test('law: a forgotten cache answers the same, however little it remembers', async () => {
    await fc.assert(
      fc.asyncProperty(randomCommands, async (commands) => {
        const { send, bothAnswer, worker } = await begun({ incentives: { cachedRows: 3 } });
        await send(commands);
        await bothAnswer();
        await worker.stop();
      }),
      { numRuns: 5 },
    );
  }, 60_000);

  test('given a year that ended, then Microsoft’s report says the same', async () => {
    const { send, bothAnswer, incentives, clock } = await begun();
    await send([
      ...inesIsAdmin,
      ['ines', { type: 'StartEnrollment', programId: 'OPEN', pla: 'UK' }],
    ]);
    clock.set(on('2024-07-02'));
    await incentives.sweep();
    await bothAnswer();
    const report = await incentives.views.rollForward({ viewer: 'system:MS' });
    expect(report.length).toBeGreaterThan(0);
    const fy = report[0]?.fy;
    expect(await incentives.views.rollForward({ viewer: 'system:MS', ...(fy && { fy }) })).toEqual(
      report,
    );
  });

  test('given a rebuild beside the live rows, then each promotion and rollback changes no answer', async () => {
    const { send, bothAnswer, readStore, worker } = await begun();
    await send(inesIsAdmin);
    await bothAnswer();
    for (const model of ['enrollments', 'accounts', 'programs'] as const) {
      const build = await readStore.begin(model, 1);
      await until(async () => {
        await worker.caughtUp();
        return readStore.promote(build);
      });
      await bothAnswer();
      await send([
        [
          'gina',
          { type: 'RegisterLocation', pga: 'Contoso', pla: `L-${model}`, name: 'L', country: 'GB' },
        ],
      ]);
      await bothAnswer();
      expect(await readStore.promote({ ...build, build: 1 })).toBe(true);
      await bothAnswer();
    }
  });

  test('given nothing new, then nothing but how far the rows are is read; given something new of one account, only its rows', async () => {
    const kept = inMemoryReadStore();
    let rows = 0;
    const countingOf = (reader: RowReader): RowReader => ({
      ...reader,
      within: (scope) => countingOf(reader.within(scope)),
      of: async (...asked) => {
        const read = await reader.of(...asked);
        rows += read.rows.length;
        return read;
      },
    });
    const counting: ReadStore = {
      ...kept,
      read: (scope, ask) => kept.read(scope, (reader) => ask(countingOf(reader))),
    };
    const world = await begun({ readStore: counting });
    await world.send(inesIsAdmin);
    await caughtUp(world);
    const overview = () => world.incentives.views.overview({ viewer: 'ines' });
    await overview();
    expect(rows).toBeGreaterThan(3);
    rows = 0;
    await overview();
    expect(rows).toBe(0);
    await world.send([['ines', { type: 'StartEnrollment', programId: 'OPEN', pla: 'UK' }]]);
    await world.send([
      ['otto', { type: 'RegisterLocation', pga: 'Fabrikam', pla: 'IT', name: 'IT', country: 'IT' }],
    ]);
    await caughtUp(world);
    await overview();
    expect(rows).toBe(1);
  });

  test('who is no user id is found nowhere, whatever else rows are found under', async () => {
    const world = await begun();
    await world.send(inesIsAdmin);
    await caughtUp(world);
    for (const viewer of ['awaiting:verdict', 'boundary:any', '', 'no body']) {
      expect(await world.incentives.views.overview({ viewer })).toEqual([]);
    }
  });
});

describe('an event that cannot be folded', () => {
  const broken: NewEvent = {
    id: '00000000-0000-4000-8000-000000000001',
    type: 'ProfileSubmitted',
    schemaVersion: 1,
    data: { programId: 'OPEN' },
    metadata: { account: 'Contoso' },
  };

  test('marks the rows it would change, and everything else is answered as before', async () => {
    const world = await begun();
    await world.send([
      ...inesIsAdmin,
      ['ines', { type: 'StartEnrollment', programId: 'OPEN', pla: 'UK' }],
    ]);
    await caughtUp(world);
    const before = await world.incentives.views.overview({ viewer: 'ines' });
    const stream = streams.enrollment('OPEN' as ProgramId, 'UK' as PartnerId);
    const { length } = (await everythingIn(world.store)).filter((event) => event.stream === stream);
    await world.store.append(stream, length - 1, [broken])();
    await world.worker.caughtUp();
    const after = await world.incentives.views.overview({ viewer: 'ines' });
    expect(before.length).toBeGreaterThan(1);
    expect(after).toEqual(
      before.map((row) =>
        row.programId === 'OPEN' ? { ...row, behindSince: expect.any(String) } : row,
      ),
    );
    const actions = await world.incentives.views.actions({ viewer: 'ines' });
    expect(actions.filter(({ behindSince }) => behindSince !== undefined)).toMatchObject([
      { programId: 'OPEN', pla: 'UK' },
    ]);
  });
});

describe('rows that this code did not fold', () => {
  test('given no worker ever, then RowsNotBuilt says to run one', async () => {
    const { incentives } = withWorker();
    await expect(incentives.views.roles({ viewer: 'gina' })).rejects.toMatchObject({
      _tag: 'RowsNotBuilt',
      model: 'accounts',
      wanted: 1,
      found: undefined,
      message: expect.stringContaining('incentives worker'),
    });
  });

  test('given live rows of another version, then RowsNotBuilt says which, and what to do', async () => {
    const readStore = inMemoryReadStore();
    const names = ['accounts', 'locations', 'programs', 'eligibility', 'enrollments'];
    await readStore.builds(names.map((model) => ({ model, schema: model === 'programs' ? 2 : 1 })));
    const { incentives } = withWorker({ readStore });
    expect(await incentives.views.roles({ viewer: 'gina' })).toEqual([]);
    const asked = incentives.views.overview({ viewer: 'gina' });
    await expect(asked).rejects.toBeInstanceOf(RowsNotBuilt);
    await expect(asked).rejects.toMatchObject({ model: 'programs', wanted: 1, found: 2 });
    await expect(asked).rejects.toThrow('incentives projections rollback programs');
    const older = new RowsNotBuilt('programs', 2, 1);
    expect(older.message).toContain('incentives projections promote programs');
  });
});

const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  const deadline = performance.now() + 10_000;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error('it never came');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};
