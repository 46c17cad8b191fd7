import type { CommandEnvelope } from '@partner-incentives/event-sourcing';
import * as t from 'io-ts';
import { eligibilityCommands } from './eligibility/commands.js';
import { eligibilityEvents } from './eligibility/events.js';
import { enrollmentCommands } from './enrollment/commands.js';
import { enrollmentEvents } from './enrollment/events.js';
import { incentiveProgramCommands } from './incentive-program/commands.js';
import { incentiveProgramEvents } from './incentive-program/events.js';
import { partnerAccountCommands } from './partner-account/commands.js';
import { partnerAccountEvents } from './partner-account/events.js';
import { partnerLocationCommands } from './partner-location/commands.js';
import { partnerLocationEvents } from './partner-location/events.js';
import { tenantCommands } from './tenant/commands.js';
import { tenantEvents } from './tenant/events.js';
import { ActorText } from './vocabulary/actor.js';
import { CommandId } from './vocabulary/ids.js';
import { InstantInput } from './vocabulary/instant.js';
import { Policy } from './vocabulary/policy.js';
import { record, v1, type CommandOf, type EventOf } from './vocabulary/record.js';
import { roleCommands, roleEvents } from './vocabulary/roles.js';

/** The codec of every command, by its type. */
export const commandCodecs = {
  ...partnerAccountCommands,
  ...tenantCommands,
  ...partnerLocationCommands,
  ...incentiveProgramCommands,
  ...eligibilityCommands,
  ...enrollmentCommands,
  ...roleCommands,
};

/** Any intention that the domain knows, decoded. */
export type Command = CommandOf<typeof commandCodecs>;

/** Any intention as JSON: ids are text, instants may be bare dates. */
export type CommandJson = t.OutputOf<(typeof commandCodecs)[keyof typeof commandCodecs]>;

/** The schema of every event, by its type. A new shape of an event is a new version with an upcaster. */
export const eventSchemas = {
  ...partnerAccountEvents,
  ...tenantEvents,
  ...partnerLocationEvents,
  ...incentiveProgramEvents,
  ...eligibilityEvents,
  ...enrollmentEvents,
  ...roleEvents,
  /** The switches that judged, once per value, in the stream `policy-{hash}`. */
  PolicyAdopted: v1({ policy: Policy }),
};

/** Anything that can have happened. */
export type Event = EventOf<typeof eventSchemas>;

/** The revision that a caller saw of the written stream. */
export const Revision = t.refinement(
  t.number,
  (n): n is number => Number.isSafeInteger(n) && n >= -1,
  'revision (whole number, -1 for no stream yet)',
);

type AnyCodec = (typeof commandCodecs)[keyof typeof commandCodecs];

/** Any command, told apart by its `type`. */
export const Command = t.union(
  Object.values(commandCodecs) as [AnyCodec, AnyCodec, ...Array<AnyCodec>],
);

/** A command as it comes in, decoded. */
export interface ReceivedCommand extends CommandEnvelope<Command> {
  readonly commandId: CommandId;
}

/** `{ commandId, actor, at, expectedRevision?, command }`, as the catalogue has it. */
export const CommandEnvelopeJson: t.Type<ReceivedCommand, unknown> = record(
  { commandId: CommandId, actor: ActorText, at: InstantInput, command: Command },
  { expectedRevision: Revision },
);
