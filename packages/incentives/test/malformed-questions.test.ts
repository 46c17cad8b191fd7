import { describe, expect, test } from '@jest/globals';
import { MalformedQuestion } from '@partner-incentives/incentives';
import { contoso } from './contoso.js';

const bad: ReadonlyArray<readonly [string, object]> = [
  ['viewer', { viewer: undefined }],
  ['viewer', { viewer: { kind: 'system' } }],
  ['now', { now: '2024-03-06' }],
  ['locale', { locale: 7 }],
  ['minPosition', { minPosition: 12 }],
  ['timeoutMs', { timeoutMs: -1 }],
  ['timeoutMs', { timeoutMs: Number.NaN }],
  ['timeoutMs', { timeoutMs: 2 ** 31 }],
  ['programId', { programId: 'I_R' }],
  ['pla', { pla: ['UK', 7] }],
  ['status', { status: 'Nonsense' }],
  ['status', { status: ['Invited', 'toString'] }],
  ['action', { action: 7 }],
  ['sortBy', { sortBy: 'label' }],
  ['page', { page: 50 }],
  ['page', { page: null }],
  ['page.limit', { page: {} }],
  ['page.limit', { page: { limit: 0 } }],
  ['page.limit', { page: { limit: 1.5 } }],
  ['page.limit', { page: { limit: 1001 } }],
  ['page.after', { page: { limit: 1, after: 'IR UK' } }],
  ['page.after', { sortBy: 'status', page: { limit: 1, after: 'since_Invited__IR_UK' } }],
];

describe('a question that is none', () => {
  test.each(bad)(
    'given a bad %s, then MalformedQuestion says what was expected: %j',
    async (path, part) => {
      const { incentives } = await contoso();
      const asked = incentives.views.overview({ viewer: 'gina', ...part });
      await expect(asked).rejects.toBeInstanceOf(MalformedQuestion);
      await expect(asked).rejects.toMatchObject({
        problems: [{ path, expected: expect.any(String), actual: expect.any(String) }],
      });
    },
  );

  test('given several mistakes, then each is said', async () => {
    const { incentives } = await contoso();
    const asked = incentives.views.roles({ viewer: 'gina', timeoutMs: -1, locale: '' });
    await expect(asked).rejects.toThrow(/locale: a locale tag, not string ""; timeoutMs: /);
  });

  test('given a good page, then nothing is wrong, cursors of its own included', async () => {
    const { incentives } = await contoso();
    const page = { limit: 1000, after: 'since_Invited__IR_UK' };
    const answer = await incentives.views.overview({ viewer: 'gina', sortBy: 'since', page });
    expect(answer).toEqual({ rows: [], total: 0 });
  });
});
