import type { FiscalYear } from '../vocabulary/fiscal-year.js';
import type { ProgramId } from '../vocabulary/ids.js';
import type { Instant } from '../vocabulary/instant.js';
import type { Term } from '../vocabulary/program-facts.js';
import { refusal } from '../vocabulary/rejection.js';

/** Why a command about an incentive program was refused. Only Microsoft can change any of it. */
export const refuse = {
  /** A person sent a command of Microsoft's. */
  notMicrosoft: () => refusal('NotAuthorized', '§2.3', [], {}),
  unknownProgram: (programId: ProgramId) => refusal('UnknownProgram', '§3.2', [], { programId }),
  programDiscontinued: (programId: ProgramId) =>
    refusal('ProgramDiscontinued', '§3.2', [], { programId }),
  programExists: (programId: ProgramId) => refusal('ProgramExists', '§3.2', [], { programId }),
  /** The term would end before or when it starts (V-02). */
  emptyTerm: ({ fy, startsAt, endsAt }: Term) =>
    refusal('EmptyTerm', 'V-02', [], { fy, startsAt, endsAt }),
  /** The other term; the year's own, if it has one already. */
  termsOverlap: (fy: FiscalYear, other: Term) => refusal('TermsOverlap', '§3.2', [], { fy, other }),
  unknownTerm: (fy: FiscalYear) => refusal('UnknownTerm', '§3.2', [], { fy }),
  termAlreadyEnded: (fy: FiscalYear, endedAt: Instant) =>
    refusal('TermAlreadyEnded', '§3.2', [], { fy, endedAt }),
  notAnExtension: (fy: FiscalYear, endsAt: Instant) =>
    refusal('NotAnExtension', '§3.2', [], { fy, endsAt }),
};

export type IncentiveProgramRejection = ReturnType<(typeof refuse)[keyof typeof refuse]>;
