import type { CommandEnvelope } from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { criteriaIn, payoutRulesAt, type ProgramFacts } from '../vocabulary/program-facts.js';
import { same } from '../vocabulary/same.js';
import type { IncentiveProgramCommand } from './commands.js';
import { microsoft, stillOffered, type Asked, type Decision } from './rules/admission.js';
import { defineProgram } from './rules/define-program.js';
import { extendTerm, scheduleTerm } from './rules/term.js';
import type { IncentiveProgramState } from './state.js';

/** Decides a command about an incentive program: all of them Microsoft's, none on a discontinued one (§3.2). */
export const decide = (
  envelope: CommandEnvelope<IncentiveProgramCommand>,
  state: IncentiveProgramState,
): Decision => {
  const { actor, command } = envelope;
  const asked = <Command>(one: Command): CommandEnvelope<Command> => ({
    ...envelope,
    command: one,
  });
  if (command.type === 'DefineProgram') return defineProgram(asked(command), state);
  const admitted = pipe(microsoft(actor, command.programId, state), E.chain(stillOffered));
  switch (command.type) {
    case 'ScheduleTerm':
      return pipe(
        admitted,
        E.chain((program) => scheduleTerm(asked(command), program)),
      );
    case 'ExtendTerm':
      return pipe(
        admitted,
        E.chain((program) => extendTerm(asked(command), program)),
      );
    case 'OpenProgram':
      return pipe(
        admitted,
        E.map((program) => openProgram(asked(command), program)),
      );
    case 'CloseProgram':
      return pipe(
        admitted,
        E.map((program) => closeProgram(asked(command), program)),
      );
    case 'DiscontinueProgram':
      return pipe(
        admitted,
        E.map((program) => discontinueProgram(asked(command), program)),
      );
    case 'ChangeCriteria':
      return pipe(
        admitted,
        E.map((program) => changeCriteria(asked(command), program)),
      );
    case 'ChangePayoutRules':
      return pipe(
        admitted,
        E.map((program) => changePayoutRules(asked(command), program)),
      );
  }
};

type Recorded = Extract<Decision, { _tag: 'Right' }>['right'];

/** Opens it to enrollment at this time. */
const openProgram = (
  { at }: Asked<'OpenProgram'>,
  { programId, status }: ProgramFacts,
): Recorded =>
  status === 'Open' ? [] : [{ type: 'ProgramOpened', effectiveAt: at, data: { programId } }];

/** Running cycles go on (§6.3); what is not open yet need not be closed. */
const closeProgram = (
  { at }: Asked<'CloseProgram'>,
  { programId, status }: ProgramFacts,
): Recorded =>
  status === 'Open' ? [{ type: 'ProgramClosed', effectiveAt: at, data: { programId } }] : [];

const discontinueProgram = (
  { at }: Asked<'DiscontinueProgram'>,
  { programId }: ProgramFacts,
): Recorded => [{ type: 'ProgramDiscontinued', effectiveAt: at, data: { programId, at } }];

const changeCriteria = (
  { command: { criteria, fromFy }, at }: Asked<'ChangeCriteria'>,
  program: ProgramFacts,
): Recorded => {
  const { programId } = program;
  return same(criteriaIn(program, fromFy), criteria)
    ? []
    : [{ type: 'CriteriaChanged', effectiveAt: at, data: { programId, criteria, fromFy } }];
};

/** Can make complete profiles incomplete; the reaction to it finds them (§3.6). */
const changePayoutRules = (
  { command: { payoutRules, from }, at }: Asked<'ChangePayoutRules'>,
  program: ProgramFacts,
): Recorded => {
  const { programId } = program;
  return same(payoutRulesAt(program, from), payoutRules)
    ? []
    : [{ type: 'PayoutRulesChanged', effectiveAt: at, data: { programId, payoutRules, from } }];
};
