import { expect, test } from '@jest/globals';

test('tests take our packages by the names they export', async () => {
  const front = await import('@partner-incentives/event-sourcing');
  const testing = await import('@partner-incentives/event-sourcing/testing');
  const names = await import('@partner-incentives/event-sourcing/stream-name');
  expect([typeof front, typeof testing, typeof names]).toEqual(['object', 'object', 'object']);
});
