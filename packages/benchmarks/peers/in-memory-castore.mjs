// As in Castore's documentation: a command that gets the aggregate and pushes the next version.
import { Command, EventStore, EventType, tuple } from '@castore/core';
import { InMemoryEventStorageAdapter } from '@castore/event-storage-adapter-in-memory';
import { decide, evolve, initial } from '../dist/workloads/choosing-payout.js';
import { measureInMemoryAppends } from '../dist/workloads/in-memory-appends.js';

await measureInMemoryAppends(() => {
  const choices = new EventStore({
    eventStoreId: 'CHOICES',
    eventTypes: [new EventType({ type: 'PayoutDetailsChosen' })],
    reducer: (aggregate, { aggregateId, version, payload }) => {
      const { made, banks } = evolve(aggregate ?? initial, { data: payload });
      return { aggregateId, version, made, banks };
    },
    eventStorageAdapter: new InMemoryEventStorageAdapter(),
  });
  const choose = new Command({
    commandId: 'CHOOSE',
    requiredEventStores: tuple(choices),
    handler: async (command, [store]) => {
      const { aggregate } = await store.getAggregate(command.id);
      const [{ type, data }] = decide(command, aggregate ?? initial);
      const version = (aggregate?.version ?? 0) + 1;
      await store.pushEvent({ aggregateId: command.id, version, type, payload: data });
    },
  });
  return {
    handle: (command) => choose.handler(command, [choices]),
    stateOf: async (id) => (await choices.getAggregate(id)).aggregate ?? initial,
  };
});
