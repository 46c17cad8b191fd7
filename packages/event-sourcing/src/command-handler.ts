import * as E from 'fp-ts/lib/Either.js';
import { appendSafely, type Overtaken } from './append-safely.js';
import { fullJitter } from './back-off.js';
import type { Clock } from './clock.js';
import type { EventCodec } from './codec/index.js';
import { commandHash } from './command-hash.js';
import type { Aggregate, CommandEnvelope, DeciderTypes, Fold } from './decider.js';
import { encodeWith } from './encode-event.js';
import type { EventStore, OutcomeUnknown } from './event-store.js';
import { faultOf } from './fault-of.js';
import { gatherFacts } from './gather-facts.js';
import type { ConcurrencyConflict, HandlingResult } from './handling.js';
import { commandIdReused, concurrencyConflict } from './handling-refusals.js';
import type { Instant } from './instant.js';
import { prepareEvents, type Recording } from './prepare-events.js';
import { readHandled } from './read-handled.js';
import { earlierRefusal, recordRefusal } from './refusals.js';
import { streamCache, type FoldedTo, type LoadedStream } from './stream-cache.js';
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
  /**
   * Tamper evidence; on by default. Off, events bear an empty link, which a verification of the chains reports:
   * for whoever embeds this and keeps evidence elsewhere.
   */
  readonly chain?: boolean;
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
  type Envelope = CommandEnvelope<Types['Command']>;
  const { store, codec, aggregateFor, foldOf, clock, backOff = fullJitter, chain = true } = options;
  const hashable = options.hashable ?? ((command) => command);
  const cache = streamCache(store, codec, foldOf, options.cacheSize ?? 10_000);
  const encode = encodeWith(codec);

  const handle: CommandHandler<Types> = async (envelope, context) => {
    const hash = commandHash(envelope, hashable);
    if (typeof hash !== 'string') return E.left(hash);
    const stream = aggregateFor(envelope.command).stream(envelope.command);
    try {
      // Both are read at the same time. Not by Promise.all, which costs as much as the two reads in memory.
      const refusing = isReaction(envelope) ? noRefusal : earlierRefusal(store, envelope.commandId);
      refusing.catch(ignore);
      const entry = await cache.load({ stream });
      const refused = await refusing;
      // Before the refusal: where one delivery was refused while another was recorded, what stands counts.
      const first = entry.commands.firstRevision(envelope.commandId);
      if (first !== undefined) return await answerOf(envelope, hash, entry, first);
      if (refused !== undefined) {
        return E.left(refused.hash === hash ? refused.rejection : commandIdReused(envelope));
      }
      const answer = await attemptOnce(envelope, context, entry, hash);
      return answer._tag === 'RevisionConflict'
        ? await attemptAgain(envelope, context, entry.stream, hash, answer.doubt)
        : answer;
    } catch (error) {
      return E.left(faultOf(error));
    }
  };

  /** Somebody else was faster, or it was our own lost sending: on the stream as it is by now. */
  const attemptAgain = async (
    envelope: Envelope,
    context: Types['Context'],
    stream: StreamName,
    hash: string,
    firstDoubt: OutcomeUnknown | undefined,
  ): Promise<HandlingResult<Types>> => {
    // What a lost reply leaves open, until the stream has been seen again.
    let doubt = firstDoubt;
    try {
      for (let attempt = 1; ; attempt += 1) {
        if (attempt < mostAttempts) await backOff(attempt);
        const entry = await cache.load({ stream });
        const first = entry.commands.firstRevision(envelope.commandId);
        if (first !== undefined) return await answerOf(envelope, hash, entry, first, doubt);
        doubt = undefined;
        if (attempt === mostAttempts) {
          return E.left({ _tag: 'Contention', stream, attempts: mostAttempts });
        }
        const answer = await attemptOnce(envelope, context, entry, hash);
        if (answer._tag !== 'RevisionConflict') return answer;
        doubt = answer.doubt;
      }
    } catch (error) {
      const fault = faultOf(error);
      return E.left(doubt ?? fault);
    }
  };

  /** What was recorded before: for the same command its answer, otherwise a reason to refuse. */
  const answerOf = async (
    envelope: Envelope,
    hash: string,
    { stream }: LoadedStream,
    first: number,
    doubt?: OutcomeUnknown,
  ): Promise<HandlingResult<Types>> => {
    const earlier = await readHandled(store, codec, stream, first, envelope.commandId);
    if (earlier.hash !== hash) return E.left(commandIdReused(envelope));
    // With a reply of ours outstanding, it was this delivery that recorded it.
    return E.right({ ...earlier.handled, repeated: doubt === undefined });
  };

  /** One decision, on the stream as it was loaded. */
  const attemptOnce = async (
    given: Envelope,
    context: Types['Context'],
    entry: LoadedStream,
    hash: string,
  ): Promise<HandlingResult<Types> | Overtaken> => {
    const { stream } = entry;
    // The entry moves forward while facts are awaited; the decision stands on what was loaded.
    const loaded = asItIsNow(entry);
    const envelope = datedFor(given, loaded);
    const aggregate = aggregateFor(envelope.command);
    const gathered = gatherFacts(aggregate.facts(envelope, loaded.state, context), cache);
    const { facts, basis } = gathered instanceof Promise ? await gathered : gathered;
    const recording: Recording = {
      envelope,
      commandHash: hash,
      account: aggregate.account(envelope, loaded.state, facts),
      basis,
      policyVersion: options.policyVersion?.(context),
      recordedAt: latest(clock.now(), loaded.lastRecordedAt),
      chain,
    };
    if (!isAsExpected(envelope, loaded)) {
      return refuse(concurrencyConflict(envelope, stream, loaded.revision), entry, recording);
    }
    const decided = aggregate.decide(envelope, loaded.state, facts);
    if (E.isLeft(decided)) return refuse(decided.left, entry, recording);

    const [first, ...rest] = decided.right;
    if (first === undefined) return E.right({ stream, events: [], repeated: false });
    const { toAppend, stored } = prepareEvents(stream, loaded, [first, ...rest], recording, encode);
    // Folded first: what its own aggregate could not read back is never written.
    let { state } = loaded;
    for (const { event } of stored) state = aggregate.evolve(state, event);
    const appended = await appendSafely(store, stream, loaded.revision, toAppend, backOff);
    if (E.isLeft(appended)) {
      return appended.left._tag === 'RevisionConflict' ? appended.left : E.left(appended.left);
    }
    cache.advance(entry, stored, state);
    const { position } = appended.right;
    return E.right({ stream, events: stored, ...(position && { position }), repeated: false });
  };

  /** Refusals through the front door are kept; a reaction whose command is refused just falls silent. */
  const refuse = async (
    rejection: Types['Rejection'] | ConcurrencyConflict,
    { stream }: LoadedStream,
    recording: Recording,
  ): Promise<HandlingResult<Types>> => {
    const { envelope, commandHash: hash } = recording;
    if (isReaction(envelope)) return E.left(rejection);
    const refused = {
      type: 'CommandRefused',
      effectiveAt: envelope.at,
      data: { commandType: envelope.command.type, stream, rejection },
    } as const;
    const recorded = await recordRefusal(store, refused, recording, backOff);
    if (E.isLeft(recorded)) return recorded;
    return E.left(
      recorded.right.hash === hash ? recorded.right.rejection : commandIdReused(envelope),
    );
  };

  return handle;
};

const noRefusal = Promise.resolve(undefined);
// Its failure is met where it is awaited, which may be later than it fails.
const ignore = (): void => undefined;

const asItIsNow = (entry: LoadedStream): FoldedTo => ({
  state: entry.state,
  revision: entry.revision,
  lastHash: entry.lastHash,
  lastEffectiveAt: entry.lastEffectiveAt,
  lastRecordedAt: entry.lastRecordedAt,
});

const isReaction = (envelope: CommandEnvelope<unknown>): boolean =>
  envelope.causationId !== undefined;

/** A reaction happens no earlier than what its target already went through, however late it is delivered. */
const datedFor = <Command>(
  envelope: CommandEnvelope<Command>,
  { lastEffectiveAt }: FoldedTo,
): CommandEnvelope<Command> =>
  isReaction(envelope) ? { ...envelope, at: latest(envelope.at, lastEffectiveAt) } : envelope;

const latest = (at: Instant, other: Instant | undefined): Instant =>
  other !== undefined && other > at ? other : at;

const isAsExpected = (
  { expectedRevision }: CommandEnvelope<unknown>,
  { revision }: FoldedTo,
): boolean => expectedRevision === undefined || expectedRevision === revision;
