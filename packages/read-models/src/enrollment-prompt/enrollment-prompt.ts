import {
  enrollmentPrompt as promptFor,
  incentivesRoleOf,
  payoutRulesAt,
  streams,
  type DefaultBank,
  type MissingItem,
  type PartnerId,
  type ProgramId,
  type TaxProfileId,
} from '@partner-incentives/domain';
import { behindAt, type Behind } from '../behind.js';
import { accountsOf } from '../scope.js';
import type { View } from '../view.js';

/** What the incentives admin is asked for: to submit the draft, or first to fill its gaps (E-04). */
export interface PromptRow extends Behind {
  readonly prompt: 'Submit' | 'Continue';
  /** In the order of §5.3; empty means Submit. */
  readonly missing: ReadonlyArray<MissingItem>;
  /** As captured when the enrollment was started (E-02). */
  readonly prefill?: DefaultBank;
  readonly taxProfileIds: ReadonlyArray<TaxProfileId>;
}

/** One row for an enrollment that was started; only its incentives admins see payout details (§2.3, R-10). */
export const enrollmentPrompt: View<
  PromptRow,
  { readonly programId: ProgramId; readonly pla: PartnerId },
  'accounts' | 'locations' | 'programs' | 'enrollments'
> = (rows, { viewer, now, programId, pla }) => {
  const program = rows.programs.get(streams.program(programId));
  const location = rows.locations.get(streams.partnerLocation(pla));
  const enrollment = rows.enrollments.get(streams.enrollment(programId, pla));
  const account = accountsOf(rows, viewer).find(({ pga }) => pga === location?.pga);
  if (program === undefined || account === undefined || typeof viewer !== 'string') return [];
  if (incentivesRoleOf(viewer, account, location, programId) !== 'IA') return [];
  if (enrollment?.draft === undefined) return [];
  const { draft, prefill, taxProfileIds } = enrollment;
  const asksFor = promptFor(draft, payoutRulesAt(program, now), { account, location }, now);
  const offered = { ...(prefill && { prefill }), taxProfileIds };
  const mark = behindAt(rows, { pga: account.pga, programId, pla });
  return [{ missing: [], ...asksFor, ...offered, ...mark }];
};
