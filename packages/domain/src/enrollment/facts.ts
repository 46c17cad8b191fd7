import type { CommandEnvelope, FactsQuery } from '@partner-incentives/event-sourcing';
import type { AccountFacts } from '../vocabulary/account-facts.js';
import { asking, together, type DecisionContext } from '../vocabulary/asking.js';
import type { EligibilityFacts } from '../vocabulary/eligibility-facts.js';
import type { PartnerId, ProgramId } from '../vocabulary/ids.js';
import type { LocationFacts } from '../vocabulary/location-facts.js';
import type { Policy } from '../vocabulary/policy.js';
import type { ProgramFacts } from '../vocabulary/program-facts.js';
import type { EnrollmentCommand } from './commands.js';
import { dueBoundaries, type Boundary } from './due-boundaries.js';
import type { EnrollmentState } from './state.js';

/** A boundary with what was known at its instant: nothing later counts (F-05). */
export interface BoundaryFacts extends Boundary {
  readonly program: ProgramFacts | undefined;
  readonly location: LocationFacts | undefined;
  readonly account: AccountFacts | undefined;
}

/** What a decision about an enrollment reads of other streams. */
export interface EnrollmentFacts {
  readonly policy: Policy;
  readonly program: ProgramFacts | undefined;
  /** `undefined`: the id names no location, maybe an account. */
  readonly location: LocationFacts | undefined;
  /** The location's account; without a location, the account of that id. */
  readonly account: AccountFacts | undefined;
  readonly eligibility: EligibilityFacts | undefined;
  /** The due boundaries, in order. */
  readonly boundaries: ReadonlyArray<BoundaryFacts>;
}

/** Asks for what the command needs, and for the facts as of each boundary that is due before it. */
export function* facts(
  { command, at }: CommandEnvelope<EnrollmentCommand>,
  state: EnrollmentState,
  { policy }: DecisionContext,
): FactsQuery<EnrollmentFacts> {
  const { programId } = command;
  if ('pga' in command) {
    const [program, account] = yield* together(
      asking.program(programId),
      asking.account(command.pga),
    );
    return {
      policy,
      program,
      account,
      location: undefined,
      eligibility: undefined,
      boundaries: [],
    };
  }
  const { pla } = command;
  const questions = [asking.program(programId), asking.location(pla)] as const;
  const [program, location, eligibility] = needsEligibility(command)
    ? yield* together(...questions, asking.eligibility(programId, pla))
    : [...(yield* together(...questions)), undefined];
  const pga = location?.pga ?? pla;
  const account = yield* asking.account(pga);
  const boundaries: Array<BoundaryFacts> = [];
  for (const boundary of dueBoundaries(state, program, at)) {
    boundaries.push(yield* factsAsOf(boundary, { programId, pla, pga }));
  }
  return { policy, program, location, account, eligibility, boundaries };
}

/** A boundary reads its whole world as of its instant. */
function* factsAsOf(
  boundary: Boundary,
  ids: { readonly programId: ProgramId; readonly pla: PartnerId; readonly pga: PartnerId },
): FactsQuery<BoundaryFacts> {
  const [program, location, account] = yield* together(
    asking.program(ids.programId, boundary.at),
    asking.location(ids.pla, boundary.at),
    asking.account(ids.pga, boundary.at),
  );
  return { ...boundary, program, location, account };
}

const needsEligibility = ({ type }: EnrollmentCommand): boolean =>
  type === 'IssueInvitation' || type === 'StartEnrollment' || type === 'EndEnrollment';
