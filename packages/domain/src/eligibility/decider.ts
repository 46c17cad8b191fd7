import type { Aggregate, DeciderTypes } from '@partner-incentives/event-sourcing';
import type { DecisionContext } from '../vocabulary/asking.js';
import { typesOf } from '../vocabulary/record.js';
import { streams } from '../vocabulary/streams.js';
import { eligibilityCommands, type EligibilityCommand } from './commands.js';
import { decide } from './decide.js';
import type { EligibilityEvent } from './events.js';
import { facts, type EvaluationFacts } from './facts.js';
import type { EligibilityRejection } from './rejections.js';
import { evolve, initial, type EligibilityState } from './state.js';

/** The types of the eligibility aggregate. */
export interface EligibilityTypes extends DeciderTypes {
  readonly Command: EligibilityCommand;
  readonly Event: EligibilityEvent;
  readonly State: EligibilityState;
  readonly Facts: EvaluationFacts;
  readonly Context: DecisionContext;
  readonly Rejection: EligibilityRejection;
}

/** Whether a location meets a program's criteria, as last evaluated (§4.1). */
export const eligibility: Aggregate<EligibilityTypes> = {
  category: 'eligibility',
  commandTypes: typesOf(eligibilityCommands),
  stream: ({ programId, pla }) => streams.eligibility(programId, pla),
  facts,
  account: (_command, _state, { location }) => location?.pga,
  initial,
  evolve,
  decide,
};
