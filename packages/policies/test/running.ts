import {
  aggregateFor,
  commandCodecs,
  currentPolicy,
  eventSchemas,
  foldOf,
  microsoft,
  type Command,
  type DomainTypes,
  type Policy,
} from '@partner-incentives/domain';
import {
  commandHandler,
  eventCodec,
  inMemoryCheckpoints,
  inMemoryEventStore,
  isStreamId,
  policyRunner,
  type Actor,
  type StreamId,
} from '@partner-incentives/event-sourcing';
import { dueTimers, policies, targetIndex, type TargetIndex } from '@partner-incentives/policies';
import { instant } from './history.js';

interface ReactingTypes extends DomainTypes {
  readonly Index: TargetIndex;
  readonly Target: unknown;
}

/** The domain with its policies on a store in memory; the clock is whatever instant is spoken of last. */
export const running = (switches: Partial<Policy> = {}) => {
  const store = inMemoryEventStore();
  const codec = eventCodec(eventSchemas);
  const policy = { ...currentPolicy, ...switches };
  const context = () => ({ policy });
  let now = instant('2000-01-01');
  const handle = commandHandler<DomainTypes>({
    store,
    codec,
    aggregateFor,
    foldOf,
    clock: { now: () => now },
  });
  const runner = policyRunner<ReactingTypes>({
    store,
    codec,
    index: targetIndex,
    policies,
    dueTimers: dueTimers(() => policy),
    handle,
    context,
    checkpoints: inMemoryCheckpoints(),
    actor: microsoft,
  });
  let commands = 0;

  const carryOut = async (at: string, actor: Actor, json: Json): Promise<void> => {
    now = instant(at);
    const envelope = { commandId: streamId(`command-${(commands += 1)}`), actor, at: now };
    const handled = await handle({ ...envelope, command: decoded(json) }, context());
    if (handled._tag === 'Left') throw new Error(`${json.type}: ${handled.left._tag}`);
  };

  /** What was recorded in a stream or in all of them: type, and effective day. */
  const recorded = async (stream?: string): Promise<ReadonlyArray<string>> => {
    const all: Array<string> = [];
    for await (const event of store.readAll({})) {
      const { effectiveAt } = event.metadata as { readonly effectiveAt: string };
      if (stream === undefined || event.stream === stream) {
        all.push(`${effectiveAt.slice(0, 10)} ${event.type}`);
      }
    }
    return all;
  };

  return {
    recorded,
    /** Microsoft sends commands at an instant; then everything that follows from them happens. */
    microsoft: async (at: string, ...commandsOf: ReadonlyArray<Json>) => {
      for (const json of commandsOf) await carryOut(at, microsoft, json);
      await runner.settle();
    },
    person: async (id: string, at: string, ...commandsOf: ReadonlyArray<Json>) => {
      for (const json of commandsOf) await carryOut(at, { kind: 'user', id }, json);
      await runner.settle();
    },
    sweep: async (at: string) => {
      now = instant(at);
      await runner.sweep(now);
    },
  };
};

export type Json = { readonly type: Command['type']; readonly [field: string]: unknown };

const decoded = (json: Json): Command => {
  const result = commandCodecs[json.type].decode(json);
  if (result._tag === 'Left') throw new Error(`no ${json.type}: ${JSON.stringify(json)}`);
  return result.right;
};

const streamId = (text: string): StreamId => {
  if (!isStreamId(text)) throw new Error(`no stream id: ${text}`);
  return text;
};
