import { eventSchemas } from '@partner-incentives/domain';
import {
  type Aggregate,
  commandHandler,
  decodeStored,
  eventCodec,
  inMemoryEventStore,
  streamName,
  type DeciderTypes,
  type StreamId,
} from '@partner-incentives/event-sourcing';
import { settings } from '../measurement.js';
import * as choosing from '../workloads/choosing-payout.js';
import { measureInMemoryAppends } from '../workloads/in-memory-appends.js';

interface Types extends DeciderTypes {
  readonly Command: choosing.Choose;
  readonly Event: choosing.Chosen;
  readonly State: choosing.Choices;
  readonly Facts: undefined;
  readonly Context: undefined;
}

const choices: Aggregate<Types> = {
  category: 'choices',
  commandTypes: ['Choose'],
  stream: ({ id }) => streamName('choices', id),
  initial: choosing.initial,
  evolve: choosing.evolve,
  decide: ({ command }, state) => ({ _tag: 'Right', right: choosing.decide(command, state) }),
  *facts() {
    yield* [];
    return undefined;
  },
  account: ({ command }) => command.id,
};

const { chain } = settings() as { readonly chain: boolean };
const codec = eventCodec({ PayoutDetailsChosen: eventSchemas.PayoutDetailsChosen });

await measureInMemoryAppends(() => {
  const store = inMemoryEventStore();
  const handle = commandHandler<Types>({
    store,
    codec,
    aggregateFor: () => choices,
    foldOf: () => choices,
    clock: { now: () => choosing.at },
    chain,
  });
  return {
    handle: async (command) => {
      const commandId = `${command.id}.${command.nth}` as StreamId;
      const actor = { kind: 'user', id: 'ines' } as const;
      const handled = await handle({ commandId, actor, at: choosing.at, command }, undefined);
      if (handled._tag === 'Left') throw new Error(`refused: ${handled.left._tag}`);
    },
    stateOf: async (id) => {
      let state = choosing.initial;
      for await (const recorded of store.read(streamName('choices', id))) {
        const stored = decodeStored(codec, recorded);
        if (stored._tag === 'Right') state = choosing.evolve(state, stored.right.event);
      }
      return state;
    },
  };
});
