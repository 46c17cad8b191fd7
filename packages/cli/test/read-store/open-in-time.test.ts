import { describe, expect, test } from '@jest/globals';
import { inMemoryReadStore, ReadStoreUnavailable } from '@partner-incentives/event-sourcing';
import { StoreOpenError } from '@partner-incentives/sql';
import { openInTime } from '../../src/read-store/open-in-time.js';
import type { OpenedReadStore } from '../../src/read-store/open-read-store.js';

const opened = (): OpenedReadStore => ({ name: 'rows', readStore: inMemoryReadStore() });

const never = new AbortController().signal;

/** What came of it, and how often it was tried. */
const opening = async (failures: ReadonlyArray<Error>, signal = never) => {
  const left = [...failures];
  const told: Array<string> = [];
  let attempts = 0;
  const rows = opened();
  const open = async (): Promise<OpenedReadStore> => {
    const failure = left.shift();
    if (failure !== undefined) throw failure;
    return rows;
  };
  const outcome = await openInTime(open, {
    signal,
    onAttempt: () => {
      attempts += 1;
    },
    onFailure: ({ reason, againInMs }) => {
      expect(againInMs).toBeLessThanOrEqual(200 * 2 ** (attempts - 1));
      told.push(reason);
    },
  }).then(
    (store) => (store === rows ? 'opened' : 'given up'),
    (error: unknown) => (error instanceof StoreOpenError ? error._tag : error),
  );
  return { outcome, attempts, told };
};

describe('a read store that cannot be opened now', () => {
  test.each([
    new ReadStoreUnavailable('it cannot be reached'),
    new StoreOpenError('Locked', 'rows'),
    new StoreOpenError('DiskFull', 'rows'),
  ])('is asked again: $message', async (failure) => {
    const { outcome, attempts, told } = await opening([failure, failure]);
    expect([outcome, attempts, told]).toEqual(['opened', 3, [failure.message, failure.message]]);
  });

  test.each([
    'NotADatabase',
    'ForeignDatabase',
    'NewerSchema',
    'ReadOnly',
    'Inaccessible',
    'RolesMissing',
    'OpenFailed',
  ] as const)('is not asked again where that is useless: %s', async (tag) => {
    const { outcome, attempts } = await opening([new StoreOpenError(tag, 'rows')]);
    expect([outcome, attempts]).toEqual([tag, 1]);
  });

  test('a bug is not waited for', async () => {
    const bug = new TypeError('a bug');
    expect((await opening([bug])).outcome).toBe(bug);
  });

  test('nobody asks after it was given up', async () => {
    expect(await opening([], AbortSignal.abort())).toEqual({
      outcome: 'given up',
      attempts: 0,
      told: [],
    });
  });

  test('is closed where it opens after it was given up', async () => {
    const leaving = new AbortController();
    const rows = opened();
    let closed = 0;
    let open: (store: OpenedReadStore) => void = () => undefined;
    const late = new Promise<OpenedReadStore>((resolve) => {
      open = resolve;
    });
    const outcome = openInTime(() => late, {
      signal: leaving.signal,
      onAttempt: () => undefined,
      onFailure: () => undefined,
    });
    leaving.abort();
    expect(await outcome).toBeUndefined();
    open({ ...rows, readStore: { ...rows.readStore, close: async () => void (closed += 1) } });
    await late;
    await new Promise(setImmediate);
    expect(closed).toBe(1);
  });
});
