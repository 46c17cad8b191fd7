import { FiscalYear } from '../vocabulary/fiscal-year.js';
import { PartnerId, ProgramId } from '../vocabulary/ids.js';
import { InstantInput } from '../vocabulary/instant.js';
import { command, type CommandOf } from '../vocabulary/record.js';

/** Intentions towards a location's eligibility for a program (§3.6). */
export const eligibilityCommands = {
  EvaluateEligibility: command(
    'EvaluateEligibility',
    { programId: ProgramId, pla: PartnerId },
    { asOf: InstantInput, fy: FiscalYear },
  ),
};

export type EligibilityCommand = CommandOf<typeof eligibilityCommands>;
