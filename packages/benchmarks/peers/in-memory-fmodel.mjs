// As in fmodel's documentation: an EventSourcingAggregate over a repository of our own, here a Map.
import { Decider, EventSourcingAggregate } from '@fraktalio/fmodel-ts';
import { decide, evolve, initial } from '../dist/workloads/choosing-payout.js';
import { measureInMemoryAppends } from '../dist/workloads/in-memory-appends.js';

const decider = new Decider(decide, evolve, initial);

await measureInMemoryAppends(() => {
  const streams = new Map();
  const save = async (event) => {
    const stream = streams.get(event.data.pla);
    if (stream === undefined) streams.set(event.data.pla, [event]);
    else stream.push(event);
    return event;
  };
  const aggregate = new EventSourcingAggregate(decider, {
    fetchEvents: async ({ id }) => streams.get(id) ?? [],
    save,
    saveAll: (events) => Promise.all(events.map(save)),
  });
  return {
    handle: (command) => aggregate.handle(command),
    stateOf: (id) => (streams.get(id) ?? []).reduce(evolve, initial),
  };
});
