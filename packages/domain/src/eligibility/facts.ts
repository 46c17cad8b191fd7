import type { CommandEnvelope, FactsQuery } from '@partner-incentives/event-sourcing';
import { asking, together } from '../vocabulary/asking.js';
import type { LocationFacts } from '../vocabulary/location-facts.js';
import type { ProgramFacts } from '../vocabulary/program-facts.js';
import type { EligibilityCommand } from './commands.js';

/** What an evaluation reads of other streams. */
export interface EvaluationFacts {
  readonly program: ProgramFacts | undefined;
  /** As of the instant asked about, if one is named. */
  readonly location: LocationFacts | undefined;
  /** Whether what should be a location is an account. */
  readonly namesAccount: boolean;
}

/** Asks for the program, and for the location as it was at the instant in question. */
export function* facts({
  command: { programId, pla, asOf },
}: CommandEnvelope<EligibilityCommand>): FactsQuery<EvaluationFacts> {
  const [program, location] = yield* together(
    asking.program(programId),
    asking.location(pla, asOf),
  );
  const namesake = location === undefined ? yield* asking.account(pla) : undefined;
  return { program, location, namesAccount: namesake !== undefined };
}
