import * as E from 'fp-ts/lib/Either.js';
import type { Checkpoints } from './checkpoints.js';
import { uuidV5, type EventCodec } from './codec/index.js';
import type { Actor, CommandEnvelope, DeciderTypes, DomainEvent, Fold } from './decider.js';
import type { Position, RecordedEvent, StoredEvent } from './envelope.js';
import type { EventStore } from './event-store.js';
import type { HandlingFault } from './handling.js';
import type { Instant } from './instant.js';
import { PolicyFault } from './policy-fault.js';
import type { DueTimers, Policy, PolicyTypes, Timer } from './policy.js';
import { decodeStored } from './stored-event.js';
import { isStreamId, type StreamId } from './stream-name.js';

export interface PolicyRunnerOptions<Types extends DeciderTypes & PolicyTypes> {
  readonly store: EventStore;
  /** The streams whose events there are reactions to; others are not read. All of them if left out. */
  readonly categories?: ReadonlyArray<string>;
  readonly codec: EventCodec<Types['Event']>;
  readonly index: Fold<Types['Index'], StoredEvent<Types['Event']>>;
  readonly policies: ReadonlyArray<Policy<Pick<Types, keyof PolicyTypes>>>;
  readonly dueTimers: DueTimers<Types['Index'], Types['Command']>;
  /** A command handler; only whether it has an answer matters here. */
  readonly handle: (
    envelope: CommandEnvelope<Types['Command']>,
    context: Types['Context'],
  ) => Promise<E.Either<{ readonly _tag: string }, unknown>>;
  /** Read anew for each reaction: the policy switches in force. */
  readonly context: () => Types['Context'];
  readonly checkpoints: Checkpoints;
  /** Who the reactions act as. */
  readonly actor: Actor;
}

export interface PolicyRunner {
  /** Carries out what everything recorded so far asks for, and what that asks for in turn. */
  settle(): Promise<void>;
  /** Carries out the timers due at `now`, in order, each with its consequences. */
  sweep(now: Instant, correlationId?: StreamId): Promise<void>;
}

const deepest = 32;

/**
 * Policies in this process, from a stored checkpoint: at least once, with the same commandIds each time, so at most
 * once in effect.
 */
export const policyRunner = <Types extends DeciderTypes & PolicyTypes>(
  options: PolicyRunnerOptions<Types>,
): PolicyRunner => {
  type Command = Types['Command'];
  const { store, codec, policies, dueTimers, handle, context, checkpoints, actor } = options;
  const filter = options.categories && { categories: options.categories };
  let index: Types['Index'] = options.index.initial;
  let folded: Position | undefined;
  let reacted: Position | undefined;
  let saved: Position | undefined;
  let resumed = false;
  /** How many reactions deep an event is; what nothing caused is not among them. */
  const depths = new Map<string, number>();

  const resume = async (): Promise<void> => {
    if (resumed) return;
    saved = (await checkpoints.load('policies')) as Position | undefined;
    reacted = saved;
    resumed = true;
  };

  const settle = async (): Promise<void> => {
    await resume();
    try {
      let seen: Position | undefined;
      do {
        seen = reacted;
        await catchUp();
      } while (reacted !== seen);
    } finally {
      if (reacted !== undefined && reacted !== saved) {
        await checkpoints.save('policies', reacted);
        saved = reacted;
      }
    }
  };

  /** A store may read only as far as it went when it was asked: what reactions record comes with the next reading. */
  const catchUp = async (): Promise<void> => {
    const range = { ...startAfter(folded, reacted), ...(filter && { filter }) };
    for await (const recorded of store.readAll(range)) {
      const { position } = recorded;
      const stored = ours(codec, recorded);
      if (folded === undefined || position > folded) {
        if (stored !== undefined) takeIn(stored);
        folded = position;
      }
      if (reacted === undefined || position > reacted) {
        if (stored !== undefined) await reactTo(stored);
        reacted = position;
      }
    }
  };

  const takeIn = (event: StoredEvent<Types['Event']>): void => {
    index = options.index.evolve(index, event);
    const { causationId } = event.metadata;
    if (causationId !== undefined) depths.set(event.id, (depths.get(causationId) ?? 0) + 1);
  };

  const reactTo = async (event: StoredEvent<Types['Event']>): Promise<void> => {
    for (const policy of policies) {
      const commands = policy
        .targets(event, index)
        .flatMap((target) => policy.react(event, target));
      // Counted along the recorded causes, so that neither another attempt nor another process starts at one again.
      if (commands.length > 0 && (depths.get(event.id) ?? 0) >= deepest) {
        throw new PolicyFault(policy.name, { _tag: 'ChainTooDeep', most: deepest });
      }
      for (const [n, command] of commands.entries()) {
        await carryOut(policy.name, {
          commandId: deterministicId(event.id, policy.name, String(n)),
          actor,
          at: event.event.effectiveAt,
          causationId: event.id,
          correlationId: event.metadata.correlationId,
          command,
        });
      }
    }
  };

  const carryOut = async (cause: string, envelope: CommandEnvelope<Command>): Promise<void> => {
    const handled = await handle(envelope, context());
    if (E.isLeft(handled) && isFault(handled.left)) throw new PolicyFault(cause, handled.left);
    // A rejection is an answer: the cause no longer holds. Each policy's README says what that means.
  };

  const sweep: PolicyRunner['sweep'] = async (now, correlationId) => {
    await settle();
    const sweptTo = (await checkpoints.load('timers')) as Instant | undefined;
    const fired = new Set<string>();
    for (;;) {
      const groups = dueTimers(index, sweptTo, now);
      const next = groups.find((group) => group.some((timer) => !fired.has(nameOf(timer))));
      if (next === undefined) break;
      for (const timer of next.filter((one) => !fired.has(nameOf(one)))) {
        fired.add(nameOf(timer));
        await carryOut('timer', envelopeOf(timer, now, correlationId));
      }
      await settle();
    }
    // Never backwards, should the clock have been.
    if (sweptTo === undefined || now > sweptTo) await checkpoints.save('timers', now);
  };

  const envelopeOf = (
    { key, due, command, causationId }: Timer<Command>,
    now: Instant,
    correlationId: StreamId | undefined,
  ): CommandEnvelope<Command> => ({
    commandId: deterministicId('timer', key, due),
    actor,
    at: now,
    ...(causationId === undefined ? {} : { causationId }),
    ...(correlationId === undefined ? {} : { correlationId }),
    command,
  });

  return inTurn(settle, sweep);
};

/** One occasion can be due at two instants, as an agreement that begins and ends. */
const nameOf = ({ key, due }: Timer<unknown>): string => `${key} ${due}`;

/** Nothing where the event is of no type of ours. What is ours and cannot be read is a reason to stop, not to skip. */
const ours = <Event extends DomainEvent>(
  codec: EventCodec<Event>,
  recorded: RecordedEvent,
): StoredEvent<Event> | undefined => {
  const decoded = decodeStored(codec, recorded);
  if (E.isRight(decoded)) return decoded.right;
  if (decoded.left._tag === 'UnknownType') return undefined;
  const { stream, revision, type } = recorded;
  const why = decoded.left;
  throw new PolicyFault('reading', { _tag: 'UnreadableEvent', stream, revision, type, why });
};

/** The index lasts as long as the process, the checkpoint longer: read from whichever is behind. */
const startAfter = (
  folded: Position | undefined,
  reacted: Position | undefined,
): { readonly from?: Position } =>
  folded === undefined || reacted === undefined
    ? {}
    : { from: folded < reacted ? folded : reacted };

/** One at a time: a settling that is under way has not read what was recorded since. */
const inTurn = (settle: PolicyRunner['settle'], sweep: PolicyRunner['sweep']): PolicyRunner => {
  let last: Promise<unknown> = Promise.resolve();
  const next = (run: () => Promise<void>): Promise<void> => {
    const turn = last.then(run, run);
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    settle: () => next(settle),
    sweep: (now, correlationId) => next(() => sweep(now, correlationId)),
  };
};

const faults: ReadonlySet<string> = new Set<HandlingFault['_tag']>([
  'Contention',
  'UnreadableStream',
  'StoreUnavailable',
  'OutcomeUnknown',
  'TooLarge',
]);

const isFault = (left: { readonly _tag: string }): left is HandlingFault => faults.has(left._tag);

const deterministicId = (...parts: ReadonlyArray<string>): StreamId => {
  const id = uuidV5(...parts);
  if (!isStreamId(id)) throw new TypeError('a UUID is always a stream id');
  return id;
};
