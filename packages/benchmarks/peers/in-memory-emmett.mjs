// As in Emmett's documentation: CommandHandler over the in-memory event store.
import { CommandHandler, getInMemoryEventStore } from '@event-driven-io/emmett';
import { decide, evolve, initial } from '../dist/workloads/choosing-payout.js';
import { measureInMemoryAppends } from '../dist/workloads/in-memory-appends.js';

const initialState = () => initial;
const handle = CommandHandler({ evolve, initialState });

await measureInMemoryAppends(() => {
  const store = getInMemoryEventStore();
  return {
    handle: (command) => handle(store, command.id, (state) => decide(command, state)[0]),
    stateOf: async (id) => (await store.aggregateStream(id, { evolve, initialState })).state,
  };
});
