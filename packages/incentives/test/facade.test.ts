import { describe, expect, test } from '@jest/globals';
import { currentPolicy, type PartnerId, type ProgramId } from '@partner-incentives/domain';
import {
  inMemoryCheckpoints,
  inMemoryEventStore,
  type EventStore,
  type Metadata,
} from '@partner-incentives/event-sourcing';
import { createIncentives, policyVersion } from '@partner-incentives/incentives';
import * as E from 'fp-ts/lib/Either.js';
import {
  addUser,
  associateTenant,
  contoso,
  everythingIn,
  grantRole,
  on,
  registerLocation,
  right,
  wired,
} from './contoso.js';

const metadataOf = ({ metadata }: { readonly metadata: unknown }) => metadata as Metadata;

describe('executing a command', () => {
  test('given only a store, then everything else has a default', async () => {
    const incentives = createIncentives({ store: inMemoryEventStore() });
    const answer = await incentives.execute({ actor: 'system:MS', command: associateTenant })();
    expect(right(answer).events).toMatchObject([
      {
        event: { type: 'TenantAssociated' },
        metadata: {
          commandId: expect.stringMatching(/^[A-Za-z0-9.-]{21}$/),
          effectiveAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        },
      },
    ]);
  });

  test('given no id and no instant, also as undefined, then a fresh id and now; given both, then those', async () => {
    const { as, clock } = wired();
    const answer = right(await as('system:MS', associateTenant, { at: undefined as never }));
    expect(answer.events[0]?.metadata).toMatchObject({
      commandId: 'c-1',
      effectiveAt: clock.now(),
      recordedAt: clock.now(),
    });
    const given = { commandId: 'mine', at: '2023-07-04' };
    const tenant = { ...associateTenant, tenantId: 'other.com' } as const;
    const second = right(await as('system:MS', tenant, given));
    expect(second.events[0]?.metadata).toMatchObject({
      commandId: 'mine',
      effectiveAt: on('2023-07-04'),
      recordedAt: clock.now(),
    });
  });

  test('given the same command again, then its events, and a refusal stays one (V-04)', async () => {
    const { as, store } = await contoso();
    const input = { commandId: 'u' };
    const first = right(await as('gina', addUser('anna'), input));
    expect(right(await as('gina', addUser('anna'), input))).toEqual({ ...first, repeated: true });
    const refused = await as('nobody', addUser('bert'), { commandId: 'no' });
    expect(refused).toMatchObject({ left: { _tag: 'NotAuthorized' } });
    const before = (await everythingIn(store)).length;
    expect(await as('nobody', addUser('bert'), { commandId: 'no' })).toEqual(refused);
    expect(await everythingIn(store)).toHaveLength(before);
  });

  test('given an expected revision that is not the stream’s, then ConcurrencyConflict (V-04)', async () => {
    const { as } = await contoso();
    const answer = await as('gina', registerLocation, { expectedRevision: -1 });
    expect(answer).toMatchObject({ left: { _tag: 'ConcurrencyConflict', actual: 0 } });
  });

  test('given a store that is away, then StoreUnavailable, never a rejection', async () => {
    const { store, as } = await contoso();
    await store.close();
    expect(await as('gina', addUser('anna'))).toMatchObject({ left: { _tag: 'StoreUnavailable' } });
  });
});

describe('the policy', () => {
  const adoptions = async (store: EventStore) =>
    (await everythingIn(store)).filter(({ type }) => type === 'PolicyAdopted');

  test('is adopted once in policy-{hash}, before anything is judged by it, by whichever process', async () => {
    const { store, as } = await contoso();
    await as('gina', addUser('anna'));
    const other = wired({ store });
    await Promise.all([other.as('gina', addUser('bert')), other.as('gina', addUser('carl'))]);
    const [adopted, ...more] = await adoptions(store);
    expect(more).toEqual([]);
    const version = policyVersion(currentPolicy);
    expect(adopted).toMatchObject({
      stream: `policy-${version}`,
      revision: 0,
      data: { policy: currentPolicy },
    });
    const [first, ...others] = await everythingIn(store);
    expect(first?.type).toBe('PolicyAdopted');
    for (const event of others) expect(metadataOf(event).policyVersion).toBe(version);
  });

  test('given a function, then each command is judged by what it answers then, and each value is adopted', async () => {
    const forbidden = { ...currentPolicy, guestIncentivesRoles: false };
    const allowed = { ...currentPolicy, guestIncentivesRoles: true };
    let policy = forbidden;
    const { store, as } = await contoso({ policy: () => policy });
    right(await as('gina', { ...addUser('gus'), guest: true }));
    expect(E.isLeft(await as('gina', grantRole('gus')))).toBe(true);
    policy = allowed;
    const granted = right(await as('gina', grantRole('gus')));
    expect(granted.events[0]?.metadata.policyVersion).toBe(policyVersion(allowed));
    expect((await adoptions(store)).map(({ stream }) => stream)).toEqual([
      `policy-${policyVersion(forbidden)}`,
      `policy-${policyVersion(allowed)}`,
    ]);
    expect(Object.isFrozen(allowed)).toBe(false);
  });
});

describe('looking back', () => {
  const twoClocks = async () => {
    const world = await contoso();
    right(await world.as('gina', addUser('ines')));
    world.clock.set(on('2023-10-01'));
    // Granted with effect from September, told in October.
    right(await world.as('gina', grantRole('ines'), { at: '2023-09-01' }));
    await world.incentives.settled();
    return world;
  };
  const roles = async (queries: Awaited<ReturnType<typeof twoClocks>>['incentives']['views']) =>
    (await queries.roles({ viewer: 'gina' })).map(({ userId, role }) => `${userId} ${role}`);

  test('as of an instant, what was effective by then counts; known at an instant, what was recorded by then', async () => {
    const { incentives } = await twoClocks();
    const both = ['gina GA', 'ines IA'];
    expect(await roles(incentives.views)).toEqual(both);
    expect(await roles(incentives.asOf(on('2023-08-31')))).toEqual(['gina GA']);
    expect(await roles(incentives.asOf(on('2023-09-01')))).toEqual(both);
    expect(await roles(incentives.knownAt(on('2023-09-30')))).toEqual(['gina GA']);
    expect(await roles(incentives.knownAt(on('2023-10-01')))).toEqual(both);
    const moment = { asOf: on('2023-09-15'), knownAt: on('2023-09-15') };
    expect(await roles(incentives.at(moment))).toEqual(['gina GA']);
    expect(await roles(incentives.at({}))).toEqual(both);
    expect(await roles(incentives.at(() => false))).toEqual([]);
  });

  test('at the last instant of either clock, every view shows what it shows today', async () => {
    const { incentives } = await twoClocks();
    const place = { programId: 'none' as ProgramId, pla: 'UK' as PartnerId };
    for (const name of Object.keys(incentives.views) as ReadonlyArray<'overview'>) {
      const question = { viewer: 'gina', now: on('2023-10-01'), ...place };
      const today = await incentives.views[name](question);
      expect(await incentives.asOf(on('2023-10-01'))[name](question)).toEqual(today);
      expect(await incentives.knownAt(on('2023-10-01'))[name](question)).toEqual(today);
    }
  });

  test('what is recorded after a question shows in the next one', async () => {
    const { incentives, as } = await contoso();
    expect(await roles(incentives.views)).toEqual(['gina GA']);
    right(await as('gina', addUser('ines')));
    right(await as('gina', grantRole('ines')));
    const [one, two] = await Promise.all([roles(incentives.views), roles(incentives.views)]);
    expect(one).toEqual(['gina GA', 'ines IA']);
    expect(two).toEqual(one);
  });
});

const openProgram = [
  {
    type: 'DefineProgram',
    programId: 'OPEN',
    name: 'Open',
    criteria: [],
    payoutRules: { paymentMethods: [], currencies: [], payingEntities: [], taxForms: [] },
  },
  { type: 'ScheduleTerm', programId: 'OPEN', fy: 2024 },
] as const;

describe('consequences', () => {
  const eligible = async (options = {}) => {
    const world = await contoso(options);
    for (const command of openProgram) {
      right(await world.as('system:MS', command));
    }
    right(await world.as('gina', addUser('ines')));
    right(await world.as('gina', grantRole('ines')));
    return world;
  };

  test('given they are awaited, then they are recorded; settling again adds nothing, here or in another process', async () => {
    const store = inMemoryEventStore();
    const checkpoints = inMemoryCheckpoints();
    const { incentives } = await eligible({ store, checkpoints });
    await incentives.settled();
    const settled = (await everythingIn(store)).map(({ id }) => id);
    await incentives.settled();
    await wired({ store, checkpoints }).incentives.settled();
    await wired({ store }).incentives.settled();
    expect((await everythingIn(store)).map(({ id }) => id)).toEqual(settled);
  });

  test('given a sweep over the end of a fiscal year, twice, then what was due happens once, with its consequences (V-07)', async () => {
    const { incentives, store, clock } = await eligible();
    clock.set(on('2024-07-02'));
    await incentives.sweep();
    const swept = (await everythingIn(store)).map(({ id }) => id);
    await incentives.sweep();
    await incentives.sweep(on('2024-07-01'));
    expect((await everythingIn(store)).map(({ id }) => id)).toEqual(swept);
    await wired({ store }).incentives.sweep(on('2024-07-02'));
    expect((await everythingIn(store)).map(({ id }) => id)).toEqual(swept);
  });

  test('given a store that is away, then settled rejects, and execute does not', async () => {
    const { incentives, store, as } = await eligible();
    await incentives.settled();
    await store.close();
    expect(E.isLeft(await as('gina', addUser('x')))).toBe(true);
    await expect(incentives.settled()).rejects.toThrow('unavailable');
    await expect(incentives.views.roles({ viewer: 'gina' })).rejects.toThrow('unavailable');
  });
});
