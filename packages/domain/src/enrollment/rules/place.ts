import type { PartnerId, ProgramId } from '../../vocabulary/ids.js';

/** The ids that name an enrollment; every one of its events repeats them. */
export interface Place {
  readonly programId: ProgramId;
  readonly pla: PartnerId;
}

export const placeOf = ({ programId, pla }: Place): Place => ({ programId, pla });
