import type { CommandJson } from '@partner-incentives/domain';
import {
  inMemoryEventStore,
  type EventStore,
  type Instant,
} from '@partner-incentives/event-sourcing';
import {
  createIncentives,
  inMemoryDirectory,
  type CommandInput,
  type Executed,
  type IncentivesOptions,
  type NotExecuted,
} from '@partner-incentives/incentives';
import { countingIds, fixedClock } from '@partner-incentives/incentives/testing';
import * as E from 'fp-ts/lib/Either.js';

export const on = (day: string): Instant => `${day}T00:00:00.000Z` as Instant;

export const associateTenant: CommandJson = {
  type: 'AssociateTenant',
  tenantId: 'contoso.com',
  pga: 'Contoso',
};
export const registerAccount = {
  type: 'RegisterAccount',
  pga: 'Contoso',
  name: 'Contoso',
  country: 'GB',
  tenantId: 'contoso.com',
  globalAdmin: { userId: 'gina', name: 'Gina Green', email: 'gina.canary@contoso.com' },
} as const satisfies CommandJson;
export const addUser = (userId: string, email = `${userId}.canary@contoso.com`) =>
  ({
    type: 'AddUser',
    pga: 'Contoso',
    userId,
    tenantId: 'contoso.com',
    guest: false,
    name: `${userId} Canary`,
    email,
    language: 'xx-canary',
  }) as const satisfies CommandJson;
export const registerLocation = {
  type: 'RegisterLocation',
  pga: 'Contoso',
  pla: 'UK',
  name: 'UK',
  country: 'GB',
} as const satisfies CommandJson;
export const grantRole = (userId: string): CommandJson => ({
  type: 'AssignRole',
  pga: 'Contoso',
  userId,
  role: 'IA',
  location: 'UK',
  programs: 'all',
});

/** The facade on a store of its own, with everything a test wants to look at. */
export const wired = (options: Partial<IncentivesOptions> = {}) => {
  const store: EventStore = options.store ?? inMemoryEventStore();
  const clock = fixedClock(on('2023-08-01'));
  const directory = options.directory ?? inMemoryDirectory();
  const incentives = createIncentives({
    store,
    clock,
    directory,
    ids: countingIds('c'),
    ...options,
  });
  const execute = (input: CommandInput) => incentives.execute(input)();
  const as = (actor: string, command: CommandJson, more: Partial<CommandInput> = {}) =>
    execute({ actor, command, ...more });
  return { store, clock, directory, incentives, execute, as };
};

/** Contoso with Gina, its global admin, and a location. */
export const contoso = async (options: Partial<IncentivesOptions> = {}) => {
  const world = wired(options);
  right(await world.as('system:MS', associateTenant));
  right(await world.as('system:MS', registerAccount));
  right(await world.as('gina', registerLocation));
  return world;
};

export const right = (answer: E.Either<NotExecuted, Executed>): Executed => {
  if (E.isLeft(answer)) throw new Error(JSON.stringify(answer.left));
  return answer.right;
};

export const everythingIn = async (store: EventStore) => {
  const all = [];
  for await (const event of store.readAll()) all.push(event);
  return all;
};
