// What is left when nothing is checked, recorded or awaited: a Map, and the fold of all events for each command.
import { decide, evolve, initial, type Chosen } from '../workloads/choosing-payout.js';
import { measureInMemoryAppends } from '../workloads/in-memory-appends.js';

await measureInMemoryAppends(() => {
  const streams = new Map<string, Chosen[]>();
  const stateOf = (id: string) => (streams.get(id) ?? []).reduce(evolve, initial);
  return {
    stateOf,
    handle: (command) => {
      const stream = streams.get(command.id) ?? [];
      if (stream.length === 0) streams.set(command.id, stream);
      stream.push(...decide(command, stateOf(command.id)));
    },
  };
});
