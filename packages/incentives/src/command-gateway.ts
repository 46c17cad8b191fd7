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
  type Clock,
  type CommandEnvelope,
  type CommandHandler,
  type CommandIdReused,
  type ConcurrencyConflict,
  type EventCodec,
  type EventStore,
  type Handled,
  type HandlingFault,
} from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import { policyAdopter, policyVersion } from './adopt-policy.js';
import { malformed, type MalformedCommand } from './malformed-command.js';
import { withoutPersonalData, withPerson } from './personal-data.js';
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
  const { store, codec, clock, ids, directory, policy } = options;
  const adopt = policyAdopter(store, clock);
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

  const executeDecoded = (
    envelope: CommandEnvelope<Command>,
  ): Promise<E.Either<NotExecuted, Executed>> =>
    withPerson(
      directory,
      envelope.command,
      (emailTaken) => handle(envelope, { policy: policy(), emailTaken }),
      (answer) => E.isRight(answer) && !answer.right.repeated && answer.right.events.length > 0,
    );

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

const withDefaults = (input: unknown, clock: Clock, ids: Ids): unknown => {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  try {
    return { commandId: ids.next(), at: clock.now(), ...input };
  } catch {
    // A getter or a proxy that throws: let the decoder say so.
    return input;
  }
};
