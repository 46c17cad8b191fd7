import { expect, test } from '@jest/globals';
import {
  categoryOf,
  inMemoryEventStore,
  streamName,
  type NewEvent,
  type StreamId,
} from '@partner-incentives/event-sourcing';
import { createIncentives, storedCategories } from '@partner-incentives/incentives';
import { addUser, contoso, everythingIn } from './contoso.js';

test('whatever is written stands in a stream of a stored category, switches and refusals included', async () => {
  const { as, store } = await contoso();
  await as('nobody', addUser('bert'));
  const written = new Set((await everythingIn(store)).map(({ stream }) => categoryOf(stream)));
  for (const category of written) expect(storedCategories).toContain(category);
  expect([...written]).toEqual(expect.arrayContaining(['tenant', 'policy', 'refusal']));
});

test('what others keep in the same store is nothing to react to, whatever they call it', async () => {
  const store = inMemoryEventStore();
  const theirs: NewEvent = {
    id: '00000000-0000-4000-8000-000000000000',
    type: 'ProgramOpened',
    schemaVersion: 1,
    data: 'theirs',
    metadata: null,
  };
  await store.append(streamName('stranger', '1' as StreamId), -1, [theirs])();
  await expect(createIncentives({ store }).settled()).resolves.toBeUndefined();
});
