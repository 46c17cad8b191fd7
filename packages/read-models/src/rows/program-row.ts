import {
  incentiveProgram,
  type IncentiveProgramEvent,
  type ProgramFacts,
} from '@partner-incentives/domain';
import { readModel, type Handler } from '@partner-incentives/event-sourcing';

/** An incentive program, as the domain itself sees it. It belongs to no account. */
export type ProgramRow = ProgramFacts;

const fold: Handler<ProgramRow, IncentiveProgramEvent> = (row, event) =>
  incentiveProgram.evolve(row, event);

export const programs = readModel<ProgramRow, IncentiveProgramEvent>({
  name: 'programs',
  version: 1,
  category: incentiveProgram.category,
  on: {
    ProgramDefined: fold,
    TermScheduled: fold,
    TermExtended: fold,
    ProgramOpened: fold,
    ProgramClosed: fold,
    ProgramDiscontinued: fold,
    CriteriaChanged: fold,
    PayoutRulesChanged: fold,
  },
});
