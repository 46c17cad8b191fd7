import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inMemoryEventStore } from '@partner-incentives/event-sourcing';
import { createIncentives, type IncentivesOptions } from '@partner-incentives/incentives';
import { sqliteEventStore } from '@partner-incentives/sql';
import { incentivesService } from '../src/incentives-service.js';
import { asking } from './asking.js';

const morning = '2023-09-01T08:00:00.000Z';

/** An open program, an account with one location, Gina the global admin and Ines, who holds no role yet. */
const beginning = [
  [
    'system:MS',
    {
      type: 'DefineProgram',
      programId: 'OPEN',
      name: 'Open',
      criteria: [],
      payoutRules: {
        paymentMethods: ['BankTransfer'],
        currencies: ['EUR'],
        payingEntities: ['MIOL'],
        taxForms: [],
      },
    },
  ],
  ['system:MS', { type: 'ScheduleTerm', programId: 'OPEN', fy: 2024 }],
  ['system:MS', { type: 'OpenProgram', programId: 'OPEN' }],
  ['system:MS', { type: 'AssociateTenant', tenantId: 'contoso.com', pga: 'Contoso' }],
  [
    'system:MS',
    {
      type: 'RegisterAccount',
      pga: 'Contoso',
      name: 'Contoso',
      country: 'GB',
      tenantId: 'contoso.com',
      globalAdmin: { userId: 'gina', name: 'Gina', email: 'gina@contoso.example' },
    },
  ],
  [
    'gina',
    {
      type: 'AddUser',
      pga: 'Contoso',
      userId: 'ines',
      tenantId: 'contoso.com',
      guest: false,
      name: 'Ines',
      email: 'ines@contoso.example',
    },
  ],
  ['gina', { type: 'RegisterLocation', pga: 'Contoso', pla: 'UK', name: 'London', country: 'GB' }],
] as const;

const start = { type: 'StartEnrollment', programId: 'OPEN', pla: 'UK' };
const assign = {
  type: 'AssignRole',
  pga: 'Contoso',
  userId: 'ines',
  role: 'IA',
  location: 'UK',
  programs: 'all',
};

const stores: ReadonlyArray<[string, (dir: string) => Promise<IncentivesOptions['store']>]> = [
  ['in memory', async () => inMemoryEventStore()],
  ['in a file', (dir) => sqliteEventStore({ path: join(dir, 'incentives.db') })],
];

describe.each(stores)('a service over a store %s', (_, open) => {
  let dir: string;
  let store: IncentivesOptions['store'];
  let server: Server;
  let client: ReturnType<typeof asking>;

  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'http-service-'));
    store = await open(dir);
    server = incentivesService(createIncentives({ store }));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    client = asking(server);
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await store.close();
    rmSync(dir, { recursive: true });
  });

  test('refuses who has no role, names who can fix it, and lets them in once that is done (R-01, R-05)', async () => {
    for (const [user, command] of beginning) {
      expect(await client.send(user, morning, command)).toMatchObject({ status: 200 });
    }
    expect(await client.send('ines', morning, start)).toMatchObject({
      status: 409,
      body: { _tag: 'NotIncentivesAdmin', rule: 'R-01', fixableBy: ['gina'] },
    });
    expect(await client.get('/overview?as=ines')).toEqual({ status: 200, body: [] });

    expect(await client.send('gina', morning, assign)).toMatchObject({
      status: 200,
      body: { events: [{ type: 'RoleAssigned', effectiveAt: morning }] },
    });
    expect(await client.send('ines', morning, start)).toMatchObject({
      status: 200,
      body: { events: [{ type: 'EnrollmentStarted' }] },
    });
    expect(await client.get('/overview?as=ines')).toMatchObject({
      status: 200,
      body: [{ programId: 'OPEN', pla: 'UK', status: 'ActionRequired' }],
    });
  });

  test('says what is wrong with a request', async () => {
    const nobody = await client.post('{}');
    const noJson = await client.post('{', { 'x-user': 'gina' });
    const noCommand = await client.send('gina', morning, { type: 'Dance' });
    const noPath = await client.get('/');
    expect([nobody, noJson, noCommand, noPath].map(({ status }) => status)).toEqual([
      401, 400, 400, 404,
    ]);
    expect(noCommand.body).toMatchObject({ _tag: 'MalformedCommand' });
  });

  test('nobody acts as somebody else by saying so in the body', async () => {
    const forged = { actor: 'system:MS', command: beginning[0][1] };
    expect(await client.post(JSON.stringify(forged), { 'x-user': 'ines' })).toMatchObject({
      status: 409,
      body: { _tag: 'NotAuthorized' },
    });
  });

  test('answers that it has no answer while its store is gone', async () => {
    await store.close();
    expect(await client.send('gina', morning, assign)).toMatchObject({
      status: 503,
      body: { _tag: 'StoreUnavailable' },
    });
  });
});
