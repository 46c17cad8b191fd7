import {
  criteriaIn,
  fiscalYearAt,
  same,
  streams,
  viewerScope,
  type Criterion,
  type PartnerId,
  type ProgramId,
} from '@partner-incentives/domain';
import type { Instant } from '@partner-incentives/event-sourcing';
import { behindAt, type Behind } from '../behind.js';
import { accountsOf } from '../scope.js';
import type { View } from '../view.js';

/** A condition of the program, and whether the location meets it (L-02). */
export interface RequirementRow extends Behind {
  readonly criterion: Criterion;
  readonly met: boolean;
  /** As of when it was judged; `null` where it has not been yet. */
  readonly checkedAt: Instant | null;
}

/** What a location must complete for a program: the criteria in the program's order, as last evaluated (L-02, L-03). */
export const eligibilityRequirements: View<
  RequirementRow,
  { readonly programId: ProgramId; readonly pla: PartnerId },
  'accounts' | 'locations' | 'programs' | 'eligibility'
> = (rows, { viewer, policy, now, programId, pla }) => {
  const program = rows.programs.get(streams.program(programId));
  const location = rows.locations.get(streams.partnerLocation(pla));
  const account = accountsOf(rows, viewer).find(({ pga }) => pga === location?.pga);
  if (program === undefined || account === undefined || typeof viewer !== 'string') return [];
  if (viewerScope({ viewer, account, location, program, policy }) === 'OutOfScope') return [];
  const last = rows.eligibility.get(streams.eligibility(programId, pla));
  const mark = behindAt(rows, { pga: account.pga, programId, pla });
  return criteriaIn(program, fiscalYearAt(program, now)).map((criterion) => {
    const met = among(last?.met, criterion);
    const judged = met || among(last?.unmet, criterion);
    return { criterion, met, checkedAt: last !== undefined && judged ? last.at : null, ...mark };
  });
};

const among = (list: ReadonlyArray<Criterion> = [], criterion: Criterion): boolean =>
  list.some((judged) => same(judged, criterion));
