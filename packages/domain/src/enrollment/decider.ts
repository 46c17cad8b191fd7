import type { Aggregate } from '@partner-incentives/event-sourcing';
import type { DecisionContext } from '../vocabulary/asking.js';
import { streams } from '../vocabulary/streams.js';
import { enrollmentCommands, type EnrollmentCommand } from './commands.js';
import { decide } from './decide.js';
import type { EnrollmentEvent } from './events.js';
import { evolve } from './evolve.js';
import { facts, type EnrollmentFacts } from './facts.js';
import type { EnrollmentRejection } from './rejections.js';
import type { EnrollmentState } from './state.js';

export interface EnrollmentTypes {
  readonly Command: EnrollmentCommand;
  readonly Event: EnrollmentEvent;
  readonly State: EnrollmentState;
  readonly Facts: EnrollmentFacts;
  readonly Context: DecisionContext;
  readonly Rejection: EnrollmentRejection;
}

/** A location's participation in an incentive program, over all its terms and cycles (§3.4). */
export const enrollment: Aggregate<EnrollmentTypes> = {
  category: 'enrollment',
  commandTypes: Object.keys(enrollmentCommands) as ReadonlyArray<EnrollmentCommand['type']>,
  stream: (command) =>
    streams.enrollment(command.programId, 'pga' in command ? command.pga : command.pla),
  initial: undefined,
  evolve,
  decide,
  facts,
  account: (_command, _state, { account, location }) => location?.pga ?? account?.pga,
};
