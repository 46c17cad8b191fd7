import type { PartnerId, ProgramId } from '../vocabulary/ids.js';
import { refusal } from '../vocabulary/rejection.js';

/** Why an evaluation was refused. Only Microsoft can change any of it. */
export const refuse = {
  /** A person sent a command of Microsoft's. */
  notMicrosoft: () => refusal('NotAuthorized', '§2.3', [], {}),
  unknownProgram: (programId: ProgramId) => refusal('UnknownProgram', '§3.6', [], { programId }),
  unknownLocation: (pla: PartnerId) => refusal('UnknownLocation', '§3.2', [], { pla }),
  notALocation: (partnerId: PartnerId) => refusal('NotALocation', 'L-04', [], { partnerId }),
  programDiscontinued: (programId: ProgramId) =>
    refusal('ProgramDiscontinued', '§3.2', [], { programId }),
  /** Everybody is eligible for an open program: nothing to evaluate. */
  programIsOpenProgram: (programId: ProgramId) =>
    refusal('ProgramIsOpenProgram', 'L-01', [], { programId }),
  locationClosed: (pla: PartnerId) => refusal('LocationClosed', '§3.6', [], { pla }),
};

export type EligibilityRejection = ReturnType<(typeof refuse)[keyof typeof refuse]>;
