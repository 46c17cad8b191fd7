import type { Aggregate, DeciderTypes } from '@partner-incentives/event-sourcing';
import { asking, type DecisionContext } from '../vocabulary/asking.js';
import { typesOf } from '../vocabulary/record.js';
import { streams } from '../vocabulary/streams.js';
import { incentiveProgramCommands, type IncentiveProgramCommand } from './commands.js';
import { decide } from './decide.js';
import type { IncentiveProgramEvent } from './events.js';
import type { IncentiveProgramRejection } from './rejections.js';
import { evolve, initial, type IncentiveProgramState } from './state.js';

/** The types of the incentive program aggregate. */
export interface IncentiveProgramTypes extends DeciderTypes {
  readonly Command: IncentiveProgramCommand;
  readonly Event: IncentiveProgramEvent;
  readonly State: IncentiveProgramState;
  /** A program is decided on by itself. */
  readonly Facts: undefined;
  readonly Context: DecisionContext;
  readonly Rejection: IncentiveProgramRejection;
}

/** The incentive programs: their terms, criteria, payout rules, and whether they take partners (§3.2). */
export const incentiveProgram: Aggregate<IncentiveProgramTypes> = {
  category: 'program',
  commandTypes: typesOf(incentiveProgramCommands),
  stream: ({ programId }) => streams.program(programId),
  facts: () => asking.nothing(),
  // It is Microsoft's.
  account: () => undefined,
  initial,
  evolve,
  decide,
};
