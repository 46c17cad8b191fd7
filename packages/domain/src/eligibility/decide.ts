import type { CommandEnvelope } from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import { isMicrosoft } from '../vocabulary/authority.js';
import type { Criterion } from '../vocabulary/criteria.js';
import { judge } from '../vocabulary/eligibility-rules.js';
import type { Instant } from '../vocabulary/instant.js';
import type { LocationFacts } from '../vocabulary/location-facts.js';
import { criteriaIn, fiscalYearAt, type ProgramFacts } from '../vocabulary/program-facts.js';
import { same } from '../vocabulary/same.js';
import type { EligibilityCommand } from './commands.js';
import type { EligibilityEvent } from './events.js';
import type { EvaluationFacts } from './facts.js';
import { refuse, type EligibilityRejection } from './rejections.js';
import type { EligibilityState } from './state.js';

/** What is decided: events, none, or a refusal. */
export type Decision = E.Either<EligibilityRejection, ReadonlyArray<EligibilityEvent>>;

/**
 * Judges a location by the program's criteria, as of an instant, and records the result if it differs from the last
 * one (L-05). An instant before the last evaluation adds nothing to what is known now.
 */
export const decide = (
  asked: CommandEnvelope<EligibilityCommand>,
  state: EligibilityState,
  facts: EvaluationFacts,
): Decision => {
  const { programId, pla, asOf = asked.at } = asked.command;
  const subject = subjectOf(asked, facts, asOf);
  if (E.isLeft(subject)) return subject;
  if (state !== undefined && asOf < state.at) return E.right([]);
  const { criteria, location } = subject.right;
  const { met, unmet } = judge(criteria, location, asOf);
  const result = { eligible: unmet.length === 0, met, unmet };
  if (state !== undefined && same(result, resultOf(state))) return E.right([]);
  const data = { programId, pla, ...result, at: asOf };
  return E.right([{ type: 'EligibilityEvaluated', effectiveAt: asOf, data }]);
};

const resultOf = ({ eligible, met, unmet }: NonNullable<EligibilityState>) => ({
  eligible,
  met,
  unmet,
});

interface Subject {
  readonly criteria: ReadonlyArray<Criterion>;
  readonly location: LocationFacts;
}

/** What is to be judged by what. */
const subjectOf = (
  { actor, command }: CommandEnvelope<EligibilityCommand>,
  { program, location, namesAccount }: EvaluationFacts,
  asOf: Instant,
): E.Either<EligibilityRejection, Subject> => {
  const { programId, pla } = command;
  if (!isMicrosoft(actor)) return E.left(refuse.notMicrosoft());
  if (program === undefined) return E.left(refuse.unknownProgram(programId));
  if (location === undefined) {
    return E.left(namesAccount ? refuse.notALocation(pla) : refuse.unknownLocation(pla));
  }
  if (program.status === 'Discontinued') return E.left(refuse.programDiscontinued(programId));
  const criteria = criteriaFor(command, program, asOf);
  if (criteria.length === 0) return E.left(refuse.programIsOpenProgram(programId));
  if (location.closed) return E.left(refuse.locationClosed(pla));
  return E.right({ criteria, location });
};

/** The criteria of the year asked about, else of the term in force, else of the calendar's year. */
const criteriaFor = (
  { fy }: EligibilityCommand,
  program: ProgramFacts,
  asOf: Instant,
): ReadonlyArray<Criterion> => criteriaIn(program, fy ?? fiscalYearAt(program, asOf));
