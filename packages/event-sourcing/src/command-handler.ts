import * as E from 'fp-ts/lib/Either.js';
import { appendSafely } from './append-safely.js';
import { fullJitter } from './back-off.js';
import type { Clock } from './clock.js';
import { canonicalJson, sha256Hex, type EventCodec } from './codec/index.js';
import type { Aggregate, CommandEnvelope, DeciderTypes, Fold } from './decider.js';
import type { EventStore } from './event-store.js';
import { faultOf } from './fault-of.js';
import { gatherFacts } from './gather-facts.js';
import type { CommandIdReused, ConcurrencyConflict, HandlingResult } from './handling.js';
import type { Instant } from './instant.js';
import { encodeWith, prepareEvents, type Recording } from './prepare-events.js';
import { readHandled } from './read-handled.js';
import { earlierRefusal, recordRefusal } from './refusals.js';
import { streamCache, type LoadedStream } from './stream-cache.js';
import type { StreamName } from './stream-name.js';

export interface CommandHandlerOptions<Types extends DeciderTypes> {
  readonly store: EventStore;
  readonly codec: EventCodec<Types['Event']>;
  /** The aggregate that a command is addressed to. */
  readonly aggregateFor: (command: Types['Command']) => Aggregate<Types>;
  /** How the streams of a category fold, for facts. */
  readonly foldOf: (category: string) => Fold<unknown, Types['Event']>;
  readonly clock: Clock;
  /** Hash of the policy in the context, recorded with each event. */
  readonly policyVersion?: (context: Types['Context']) => string;
  /** What of a command may be hashed: everything but personal data. */
  readonly hashable?: (command: Types['Command']) => unknown;
  /** How many folded streams are kept; 10,000 by default. */
  readonly cacheSize?: number;
  /** Waits before the next attempt; full jitter by default. */
  readonly backOff?: (attempt: number) => Promise<void>;
}

export type CommandHandler<Types extends DeciderTypes> = (
  envelope: CommandEnvelope<Types['Command']>,
  context: Types['Context'],
) => Promise<HandlingResult<Types>>;

const mostAttempts = 6;

/**
 * From a command to recorded events, exactly once. A command that was handled before gets the answer it got: the
 * events it recorded, or its refusal. A conflict is decided again on fresh state, at most 5 times. An append whose
 * fate is unknown is sent again as it was before anything else is tried.
 */
export const commandHandler = <Types extends DeciderTypes>(
  options: CommandHandlerOptions<Types>,
): CommandHandler<Types> => {
  const { store, codec, aggregateFor, foldOf, clock, backOff = fullJitter } = options;
  const hashable = options.hashable ?? ((command) => command);
  const cache = streamCache(store, codec, foldOf, options.cacheSize ?? 10_000);

  const handle: CommandHandler<Types> = async (envelope, context) => {
    const stream = aggregateFor(envelope.command).stream(envelope.command);
    const commandHash = sha256Hex(
      canonicalJson({ actor: envelope.actor, command: hashable(envelope.command) }),
    );
    try {
      const refused = isReaction(envelope)
        ? undefined
        : await earlierRefusal(store, envelope.commandId);
      if (refused !== undefined) {
        return E.left(refused.hash === commandHash ? refused.rejection : reused(envelope));
      }
      for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
        const answer = await attemptOnce(envelope, context, stream, commandHash);
        if (answer !== undefined) return answer;
        await backOff(attempt);
      }
      return E.left({ _tag: 'Contention', stream, attempts: mostAttempts });
    } catch (error) {
      return E.left(faultOf(error));
    }
  };

  /** `undefined`: somebody else was faster, decide again. */
  const attemptOnce = async (
    given: CommandEnvelope<Types['Command']>,
    context: Types['Context'],
    stream: StreamName,
    commandHash: string,
  ): Promise<HandlingResult<Types> | undefined> => {
    const entry = await cache.load({ stream });
    const known = entry.commands.get(given.commandId);
    if (known !== undefined) {
      return known.hash === commandHash
        ? E.right(await readHandled(store, codec, stream, known))
        : E.left(reused(given));
    }
    // The entry moves forward while facts are awaited; the decision stands on what was loaded.
    const loaded = { ...entry };
    const envelope = datedFor(given, loaded);
    const aggregate = aggregateFor(envelope.command);
    const query = aggregate.facts(envelope, loaded.state, context);
    const { facts, basis } = await gatherFacts(query, cache);
    const recording: Recording = {
      envelope,
      commandHash,
      account: aggregate.account(envelope, loaded.state, facts),
      basis,
      policyVersion: options.policyVersion?.(context),
      recordedAt: latest(clock.now(), loaded.lastRecordedAt),
    };
    if (!isAsExpected(envelope, loaded)) {
      return refuse(conflict(envelope, stream, loaded), stream, recording);
    }
    const decided = aggregate.decide(envelope, loaded.state, facts);
    if (E.isLeft(decided)) return refuse(decided.left, stream, recording);

    const [first, ...rest] = decided.right;
    if (first === undefined) return E.right({ stream, events: [], repeated: false });
    const events = prepareEvents(stream, loaded, [first, ...rest], recording, encodeWith(codec));
    const appended = await appendSafely(store, stream, loaded.revision, events, backOff);
    if (E.isRight(appended)) {
      for (const event of events) cache.advance(entry, event);
      return E.right({ stream, events, ...appended.right, repeated: false });
    }
    return appended.left._tag === 'RevisionConflict' ? undefined : E.left(appended.left);
  };

  /** Refusals through the front door are kept; a reaction whose command is refused just falls silent. */
  const refuse = async (
    rejection: Types['Rejection'] | ConcurrencyConflict,
    stream: StreamName,
    recording: Recording,
  ): Promise<HandlingResult<Types>> => {
    const { envelope } = recording;
    if (isReaction(envelope)) return E.left(rejection);
    const refused = {
      type: 'CommandRefused',
      effectiveAt: envelope.at,
      data: { commandType: envelope.command.type, stream, rejection },
    } as const;
    return E.left(await recordRefusal(store, rejection, refused, recording, backOff));
  };

  return handle;
};

const isReaction = (envelope: CommandEnvelope<unknown>): boolean =>
  envelope.causationId !== undefined;

/** A reaction happens no earlier than what its target already went through, however late it is delivered. */
const datedFor = <Command>(
  envelope: CommandEnvelope<Command>,
  { lastEffectiveAt }: LoadedStream,
): CommandEnvelope<Command> =>
  isReaction(envelope) ? { ...envelope, at: latest(envelope.at, lastEffectiveAt) } : envelope;

const latest = (at: Instant, other: Instant | undefined): Instant =>
  other !== undefined && other > at ? other : at;

const isAsExpected = (
  { expectedRevision }: CommandEnvelope<unknown>,
  { revision }: LoadedStream,
): boolean => expectedRevision === undefined || expectedRevision === revision;

const conflict = (
  { expectedRevision = -1, actor }: CommandEnvelope<unknown>,
  stream: StreamName,
  { revision }: LoadedStream,
): ConcurrencyConflict => ({
  _tag: 'ConcurrencyConflict',
  rule: 'V-04',
  fixableBy: [actor.id],
  stream,
  expected: expectedRevision,
  actual: revision,
});

const reused = ({ commandId, actor }: CommandEnvelope<unknown>): CommandIdReused => ({
  _tag: 'CommandIdReused',
  rule: 'V-04',
  fixableBy: [actor.id],
  commandId,
});
