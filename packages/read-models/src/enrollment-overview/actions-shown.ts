import { actionColumn, missing, payoutRulesAt, type ActionCode } from '@partner-incentives/domain';
import type { Candidate } from './candidates.js';
import type { Standing } from './standings.js';

/** The Action column of a row. */
export const actionsShown = ({
  candidate,
  input,
  shown,
}: Pick<Standing, 'candidate' | 'input' | 'shown'>): ReadonlyArray<ActionCode> => {
  const actions = actionColumn(shown, () => outstanding(candidate));
  // L-03: by switch the link stands under every status, where there are criteria to look at.
  const linked = candidate.policy.requirementsLinkAlways && input.eligibility !== 'NoCriteria';
  return linked ? [...new Set([...actions, 'SeeEligibilityRequirements' as const])] : actions;
};

const outstanding = ({ program, account, location, enrollment, now }: Candidate) => {
  const { reasons = [], draft = { bank: [] } } = enrollment ?? {};
  const rules = payoutRulesAt(program, now);
  return { reasons, missing: missing(draft, rules, { account, location }, now) };
};
