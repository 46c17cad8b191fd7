import {
  currentPolicy,
  eventSchemas,
  microsoft,
  type DomainTypes,
  type Policy,
} from '@partner-incentives/domain';
import {
  eventCodec,
  inMemoryCheckpoints,
  policyRunner,
  systemClock,
  type Checkpoints,
  type Clock,
  type EventStore,
  type Instant,
  type ReadStore,
  type StreamId,
} from '@partner-incentives/event-sourcing';
import { dueTimers, policies, targetIndex } from '@partner-incentives/policies';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import {
  commandGateway,
  type CommandInput,
  type Executed,
  type NotExecuted,
} from './command-gateway.js';
import type { Directory } from './ports/directory.js';
import { nanoIds, type Ids } from './ports/ids.js';
import { inMemoryDirectory } from './ports/in-memory-directory.js';
import { queriesOver, type Queries } from './queries.js';
import { rowsFromReadStore } from './read-store/rows-from-read-store.js';
import { storedCategories } from './stored-categories.js';
import { rowsInMemory, type Selection } from './rows-in-memory.js';

export interface IncentivesOptions {
  readonly store: EventStore;
  /**
   * Where a projection worker keeps the rows that `views` answer from; see `incentivesProjections`. Left out, rows are
   * folded in memory from the whole store.
   */
  readonly readStore?: ReadStore;
  /** How many rows of the read store are remembered between questions; 200,000. */
  readonly cachedRows?: number;
  /** For `recordedAt`, for commands without `at` and for questions without `now`. The system's when left out. */
  readonly clock?: Clock;
  /** For commands without an id. */
  readonly ids?: Ids;
  /** Where personal data lives. In memory when left out: give one that lasts as long as the store. */
  readonly directory?: Directory;
  /** How far policies and timers came. In memory when left out: they start over, to no effect but the time it takes. */
  readonly checkpoints?: Checkpoints;
  /** The switches of §9.3; a function where they can change while running. */
  readonly policy?: Policy | (() => Policy);
}

/** Which moment a question is about: what was effective by then, what was recorded by then, or both. */
export interface Moment {
  readonly asOf?: Instant;
  readonly knownAt?: Instant;
}

export interface Incentives {
  /**
   * Handles a command: the events it recorded (none: already so), or a refusal that says by which rule and who can fix
   * it. Consequences in other streams follow in the background; see `settled`.
   */
  execute(command: CommandInput): TaskEither<NotExecuted, Executed>;
  /** The views of today's state. Everything recorded by now is included; from a read store, everything its workers have seen, and what `minPosition` asks for. */
  readonly views: Queries;
  /** The views as of an instant, from what was effective by then. Looking back folds the whole store in memory. */
  asOf(instant: Instant): Queries;
  /** The views from what was recorded by an instant. */
  knownAt(instant: Instant): Queries;
  /** The views at a moment of two clocks, or of any selection of events. */
  at(moment: Moment | Selection): Queries;
  /** When everything recorded so far has had its consequences. Rejects with a `PolicyFault` where one could not be carried out. */
  settled(): Promise<void>;
  /** Carries out what time has made due by `now` (V-07), with its consequences. */
  sweep(now?: Instant, correlationId?: StreamId): Promise<void>;
}

/**
 * The domain, wired to a store.
 *
 * @example
 * const incentives = createIncentives({ store: inMemoryEventStore() });
 */
export const createIncentives = (options: IncentivesOptions): Incentives => {
  const { store, clock = systemClock } = options;
  const policy = policyOf(options.policy ?? currentPolicy);
  const codec = eventCodec(eventSchemas);
  const gateway = commandGateway({
    store,
    codec,
    clock,
    ids: options.ids ?? nanoIds,
    directory: options.directory ?? inMemoryDirectory(),
    policy,
  });
  const runner = policyRunner<ReactingTypes>({
    store,
    categories: storedCategories,
    codec,
    index: targetIndex,
    policies,
    dueTimers: dueTimers(policy),
    handle: gateway.handle,
    context: () => ({ policy: policy() }),
    checkpoints: options.checkpoints ?? inMemoryCheckpoints(),
    actor: microsoft,
  });
  const now = (): Instant => clock.now();
  const at = (moment: Moment | Selection): Queries => {
    const selection = typeof moment === 'function' ? moment : selectionOf(moment);
    const instant = typeof moment === 'function' ? undefined : (moment.asOf ?? moment.knownAt);
    return queriesOver(
      rowsInMemory(store, codec, selection),
      policy,
      instant === undefined ? now : () => instant,
    );
  };
  const rows =
    options.readStore === undefined
      ? rowsInMemory(store, codec)
      : rowsFromReadStore(options.readStore, options.cachedRows ?? 200_000);
  return {
    execute: (command) => async () => {
      const answer = await gateway.execute(command);
      // Whoever needs the consequences waits for `settled`, which meets the same fault.
      runner.settle().catch(() => undefined);
      return answer;
    },
    views: queriesOver(rows, policy, now),
    asOf: (asOf) => at({ asOf }),
    knownAt: (knownAt) => at({ knownAt }),
    at,
    settled: () => runner.settle(),
    sweep: (instant = clock.now(), correlationId) => runner.sweep(instant, correlationId),
  };
};

interface ReactingTypes extends DomainTypes {
  readonly Index: typeof targetIndex.initial;
  readonly Target: unknown;
}

const policyOf = (policy: Policy | (() => Policy)): (() => Policy) =>
  typeof policy === 'function' ? policy : () => policy;

const selectionOf =
  ({ asOf, knownAt }: Moment): Selection =>
  ({ effectiveAt, recordedAt }) =>
    (asOf === undefined || effectiveAt <= asOf) && (knownAt === undefined || recordedAt <= knownAt);
