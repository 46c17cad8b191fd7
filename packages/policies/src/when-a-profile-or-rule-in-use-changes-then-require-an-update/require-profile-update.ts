import type { Command } from '@partner-incentives/domain';
import type { Place } from '../place.js';

/** Names no reasons: as a reaction, the decision finds what is missing then, and nothing missing is a no-op (§3.6). */
export const requireProfileUpdate = ({ programId, pla }: Place): Command => ({
  type: 'RequireProfileUpdate',
  programId,
  pla,
  reasons: [],
});
