import { describe, expect, test } from '@jest/globals';
import {
  inMemoryEventStore,
  StoreUnavailableError,
  type EventStore,
} from '@partner-incentives/event-sourcing';
import { inMemoryDirectory, type Directory } from '@partner-incentives/incentives';
import * as E from 'fp-ts/lib/Either.js';
import {
  addUser,
  contoso,
  everythingIn,
  grantRole,
  registerAccount,
  right,
  wired,
} from './contoso.js';

/** Every byte that the store holds: events, refusals, policies, names of streams. */
const bytesOf = async (store: EventStore): Promise<string> =>
  JSON.stringify(await everythingIn(store));

describe('what is known of people (§3.7)', () => {
  test('stands in the Directory, where it can be looked up and erased', async () => {
    const { directory, as } = await contoso();
    right(await as('gina', addUser('anna')));
    expect(await directory.lookUp('gina')).toEqual(registerAccount.globalAdmin);
    expect(await directory.lookUp('anna')).toEqual({
      userId: 'anna',
      name: 'anna Canary',
      email: 'anna.canary@contoso.com',
      language: 'xx-canary',
    });
    expect(await directory.erase('anna')).toBe(true);
    expect(await directory.erase('anna')).toBe(false);
    expect(await directory.lookUp('anna')).toBe('erased');
    expect(await directory.lookUp('nobody')).toBeUndefined();
  });

  test('is in no event and no refusal, whatever was recorded or refused', async () => {
    const { store, as, incentives } = await contoso();
    right(await as('gina', addUser('anna')));
    right(await as('gina', grantRole('anna')));
    const refused = [
      await as('gina', addUser('anna')),
      await as('gina', addUser('bert', 'ANNA.canary@contoso.com')),
      await as('nobody', addUser('carl')),
      await as('gina', { ...addUser('dora'), tenantId: 'unknown.com' }),
      await as('system:MS', registerAccount),
      await as('gina', addUser('emil'), { expectedRevision: 99 }),
      await as('nobody', { ...registerAccount, pga: 'Fabrikam' }),
    ];
    expect(refused.every(E.isLeft)).toBe(true);
    await incentives.settled();
    const bytes = await bytesOf(store);
    expect(bytes.match(/CommandRefused/g)).toHaveLength(refused.length);
    for (const canary of [/canary/i, /gina green/i, /@contoso\.com/i]) {
      expect(bytes).not.toMatch(canary);
    }
  });

  test('does not count for the identity of a command: it is not even hashed', async () => {
    const { as } = await contoso();
    right(await as('gina', addUser('anna'), { commandId: 'u' }));
    const other = { ...addUser('anna'), name: 'Somebody else' };
    expect(right(await as('gina', other, { commandId: 'u' })).repeated).toBe(true);
  });
});

describe('an e-mail', () => {
  test.each(['anna.canary@contoso.com', 'ANNA.CANARY@CONTOSO.COM'])(
    'given it is somebody else’s, also as %s, then DuplicateUser, and nobody new in the Directory',
    async (email) => {
      const { as, directory } = await contoso();
      right(await as('gina', addUser('anna')));
      const answer = await as('gina', addUser('bert', email));
      expect(answer).toMatchObject({ left: { _tag: 'DuplicateUser' } });
      expect(await directory.lookUp('bert')).toBeUndefined();
    },
  );

  test('given two commands at once for it, then one gets it', async () => {
    const { as, directory } = await contoso();
    const answers = await Promise.all(
      ['anna', 'bert', 'carl'].map((user) => as('gina', addUser(user, 'same@contoso.com'))),
    );
    expect(answers.filter(E.isRight)).toHaveLength(1);
    const known = await Promise.all(['anna', 'bert', 'carl'].map((user) => directory.lookUp(user)));
    expect(known.filter((person) => person !== undefined)).toHaveLength(1);
  });

  test('given its owner was erased, then somebody else can have it', async () => {
    const { as, directory } = await contoso();
    right(await as('gina', addUser('anna', 'desk@contoso.com')));
    await directory.erase('anna');
    right(await as('gina', addUser('bert', 'desk@contoso.com')));
  });
});

describe('a person and their command', () => {
  test('given a refusal, then the Directory keeps nothing of them, and they can be added later', async () => {
    const { as, directory } = await contoso();
    await as('nobody', addUser('anna'));
    expect(await directory.lookUp('anna')).toBe('erased');
    right(await as('gina', addUser('anna')));
    expect(await directory.lookUp('anna')).toMatchObject({ userId: 'anna' });
  });

  test('given they were erased, when their command is delivered again, then they stay erased', async () => {
    const { as, directory } = await contoso();
    right(await as('gina', addUser('anna'), { commandId: 'u' }));
    await directory.erase('anna');
    expect(right(await as('gina', addUser('anna'), { commandId: 'u' })).repeated).toBe(true);
    expect(await directory.lookUp('anna')).toBe('erased');
  });

  test('given a refused and an accepted command at once, then who was added stays', async () => {
    const { as, directory } = await contoso();
    const answers = await Promise.all([
      as('nobody', addUser('anna')),
      as('gina', addUser('anna')),
      as('nobody', addUser('anna')),
    ]);
    expect(answers.map(E.isRight)).toEqual([false, true, false]);
    expect(await directory.lookUp('anna')).toMatchObject({ userId: 'anna' });
  });

  test('given the reply is lost for good, then they stay until it is known what became of it', async () => {
    const inner = inMemoryEventStore();
    let losing = false;
    const store: EventStore = {
      ...inner,
      append: (stream, expected, events) => {
        const send: ReturnType<EventStore['append']> = async () => {
          const answer = await inner.append(stream, expected, events)();
          return losing ? E.left({ _tag: 'OutcomeUnknown', reason: 'lost', retry: send }) : answer;
        };
        return send;
      },
    };
    const { as, directory } = await contoso({ store });
    losing = true;
    const input = { commandId: 'u' };
    expect(await as('gina', addUser('anna'), input)).toMatchObject({
      left: { _tag: 'OutcomeUnknown' },
    });
    losing = false;
    expect(E.isRight(await as('gina', addUser('anna'), input))).toBe(true);
    expect(await directory.lookUp('anna')).toMatchObject({ userId: 'anna' });
  }, 20_000);

  test('given a directory that forgot everybody, when a command is delivered again, then it knows them again', async () => {
    const { store, as } = await contoso();
    right(await as('gina', addUser('anna'), { commandId: 'u' }));
    const empty = inMemoryDirectory();
    right(await wired({ store, directory: empty }).as('gina', addUser('anna'), { commandId: 'u' }));
    expect(await empty.lookUp('anna')).toMatchObject({ userId: 'anna' });
  });

  test('given a directory that is away, then StoreUnavailable, without a word about the person', async () => {
    const away = () => Promise.reject(new StoreUnavailableError('locked'));
    const directory: Directory = { add: away, lookUp: away, erase: away };
    const { as } = wired({ directory });
    const answer = await as('gina', addUser('anna'));
    expect(answer).toEqual(E.left({ _tag: 'StoreUnavailable', reason: 'the directory: locked' }));
  });
});
