import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { isMicrosoft } from '../../vocabulary/authority.js';
import type { ProgramFacts } from '../../vocabulary/program-facts.js';
import { same } from '../../vocabulary/same.js';
import { refuse } from '../rejections.js';
import type { IncentiveProgramState } from '../state.js';
import { stillOffered, type Asked, type Decision } from './admission.js';

/** Lays down a program with its first criteria and rules; without criteria it is open to all partners (L-01). */
export const defineProgram = (
  { command, actor, at }: Asked<'DefineProgram'>,
  state: IncentiveProgramState,
): Decision => {
  if (!isMicrosoft(actor)) return E.left(refuse.notMicrosoft());
  const { type: _type, ...data } = command;
  if (state === undefined) return E.right([{ type: 'ProgramDefined', effectiveAt: at, data }]);
  return pipe(
    stillOffered(state),
    E.chain((program) =>
      isDefinedAs(program, data) ? E.right([]) : E.left(refuse.programExists(data.programId)),
    ),
  );
};

const isDefinedAs = (
  { name, guideUrl, criteria, payoutRules }: ProgramFacts,
  definition: Omit<Asked<'DefineProgram'>['command'], 'type'>,
): boolean =>
  name === definition.name &&
  guideUrl === definition.guideUrl &&
  same(criteria[0]?.criteria, definition.criteria) &&
  same(payoutRules[0]?.payoutRules, definition.payoutRules);
