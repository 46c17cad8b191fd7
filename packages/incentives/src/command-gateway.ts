import {
  aggregateFor,
  CommandEnvelopeJson,
  foldOf,
  type Command,
  type CommandJson,
  type DomainRejection,
  type DomainTypes,
  type Event,
  type Policy,
} from '@partner-incentives/domain';
import {
  commandHandler,
  compile,
  report,
  StoreUnavailableError,
  type Clock,
  type CommandEnvelope,
  type CommandHandler,
  type CommandIdReused,
  type ConcurrencyConflict,
  type EventCodec,
  type EventStore,
  type Handled,
  type HandlingFault,
  type HandlingResult,
} from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import { policyAdopter, policyVersion } from './adopt-policy.js';
import { malformed, type MalformedCommand } from './malformed-command.js';
import { withoutPersonalData, withPersonIn, type Outcome } from './personal-data.js';
import type { Directory } from './ports/directory.js';
import type { Ids } from './ports/ids.js';

/**
 * A command as JSON. Left out, `commandId` is a fresh one, so that sending it again is another command; `at` is now.
 */
export interface CommandInput {
  readonly commandId?: string;
  /** A user id, or `system:MS`. Authenticating it is the caller's business. */
  readonly actor: string;
  readonly at?: string;
  /** The revision of the written stream that the caller saw; -1 for none. */
  readonly expectedRevision?: number;
  readonly command: CommandJson;
}

/** Why a command recorded nothing. */
export type NotExecuted =
  MalformedCommand | DomainRejection | ConcurrencyConflict | CommandIdReused | HandlingFault;

export type Executed = Handled<Event>;

export interface CommandGateway {
  /** Decodes, decides and records. Every bad input is a typed answer. */
  execute(input: unknown): Promise<E.Either<NotExecuted, Executed>>;
  /** For commands that our own policies make: they are well-formed, and no front door is passed. */
  readonly handle: CommandHandler<DomainTypes>;
}

export interface GatewayOptions {
  readonly store: EventStore;
  readonly codec: EventCodec<Event>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly directory: Directory;
  readonly policy: () => Policy;
}

export const commandGateway = (options: GatewayOptions): CommandGateway => {
  const { store, codec, clock, ids, policy } = options;
  const adopt = policyAdopter(store, clock);
  const withPerson = withPersonIn(options.directory);
  const decode = compile(CommandEnvelopeJson, { unknownKeys: 'error' }).decode;
  const handleAdopted = commandHandler<DomainTypes>({
    store,
    codec,
    aggregateFor,
    foldOf,
    clock,
    policyVersion: (context) => policyVersion(context.policy),
    hashable: withoutPersonalData,
  });

  const handle: CommandHandler<DomainTypes> = async (envelope, context) => {
    const failed = await adopt(context.policy);
    return failed === undefined ? handleAdopted(envelope, context) : E.left(failed);
  };

  const executeDecoded = async (
    envelope: CommandEnvelope<Command>,
  ): Promise<E.Either<NotExecuted, Executed>> => {
    try {
      const answer = await withPerson(
        envelope.command,
        (emailTaken) => handle(envelope, { policy: policy(), emailTaken }),
        outcomeOf,
      );
      return E.isLeft(answer) && answer.left._tag === 'CommandNotJson'
        ? E.left(malformed([{ path: 'command', expected: 'JSON', actual: answer.left.found }]))
        : (answer as E.Either<NotExecuted, Executed>);
    } catch (error) {
      // The Directory's own. What else is thrown is a bug, and goes on.
      if (!(error instanceof StoreUnavailableError)) throw error;
      return E.left({ _tag: 'StoreUnavailable', reason: `the directory: ${error.reason}` });
    }
  };

  return {
    handle,
    execute: async (input) => {
      const decoded = decode(withDefaults(input, clock, ids));
      return E.isLeft(decoded)
        ? E.left(malformed(report(decoded.left)))
        : executeDecoded(decoded.right);
    },
  };
};

const outcomeOf = (answer: HandlingResult<DomainTypes>): Outcome => {
  if (E.isLeft(answer)) return answer.left._tag === 'OutcomeUnknown' ? 'unknown' : 'nothing';
  if (answer.right.repeated) return 'repeated';
  return answer.right.events.length > 0 ? 'recorded' : 'nothing';
};

const withDefaults = (input: unknown, clock: Clock, ids: Ids): unknown => {
  try {
    if (typeof input !== 'object' || input === null || Array.isArray(input)) return input;
    const given: Readonly<Record<string, unknown>> = { ...input };
    const { commandId = ids.next(), at = clock.now() } = given;
    return { ...given, commandId, at };
  } catch {
    // A getter that throws, a revoked proxy: let the decoder say so.
    return input;
  }
};
