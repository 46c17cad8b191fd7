import type { PartnerId, ProgramId } from '@partner-incentives/domain';

/** A location and a program: what is evaluated, invited, enrolled. */
export interface Place {
  readonly programId: ProgramId;
  readonly pla: PartnerId;
}
