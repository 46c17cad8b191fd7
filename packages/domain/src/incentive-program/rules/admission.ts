import type { Actor, CommandEnvelope } from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import { isMicrosoft } from '../../vocabulary/authority.js';
import type { ProgramId } from '../../vocabulary/ids.js';
import type { ProgramFacts } from '../../vocabulary/program-facts.js';
import type { IncentiveProgramCommand } from '../commands.js';
import type { IncentiveProgramEvent } from '../events.js';
import { refuse, type IncentiveProgramRejection } from '../rejections.js';
import type { IncentiveProgramState } from '../state.js';

/** One command with its envelope. */
export type Asked<Type extends IncentiveProgramCommand['type']> = CommandEnvelope<
  Extract<IncentiveProgramCommand, { type: Type }>
>;

/** What is decided: events, none, or a refusal. */
export type Decision = E.Either<IncentiveProgramRejection, ReadonlyArray<IncentiveProgramEvent>>;

type Admission = E.Either<IncentiveProgramRejection, ProgramFacts>;

/** Programs are Microsoft's: who asks comes before everything. */
export const microsoft = (
  actor: Actor,
  programId: ProgramId,
  state: IncentiveProgramState,
): Admission => {
  if (!isMicrosoft(actor)) return E.left(refuse.notMicrosoft());
  return state === undefined ? E.left(refuse.unknownProgram(programId)) : E.right(state);
};

/** Discontinued is terminal: nothing is changed about such a program, not even the same again (§3.2). */
export const stillOffered = (program: ProgramFacts): Admission =>
  program.status === 'Discontinued'
    ? E.left(refuse.programDiscontinued(program.programId))
    : E.right(program);
