import type { Command, Policy } from '@partner-incentives/domain';
import type { DueTimers, Timer } from '@partner-incentives/event-sourcing';
import type { TargetIndex } from '../target-index/index.js';
import { evaluationsAsAgreementsChange } from './evaluations-as-agreements-change.js';
import { evaluationsAtTermEnds } from './evaluations-at-term-ends.js';
import { invitationExpiries } from './invitation-expiries.js';
import { invitationsAtTermStarts } from './invitations-at-term-starts.js';
import { payoutRulesComingIntoForce } from './payout-rules-coming-into-force.js';
import { rollForwards } from './roll-forwards.js';
import type { DueNow, Sweep } from './sweep.js';
import { taxProfileExpiries } from './tax-profile-expiries.js';

/** What is due at one instant, in the order in which one waits for the other's consequences. */
const ranks: ReadonlyArray<ReadonlyArray<DueNow>> = [
  [evaluationsAtTermEnds, evaluationsAsAgreementsChange],
  [rollForwards, taxProfileExpiries, invitationExpiries, payoutRulesComingIntoForce],
  [invitationsAtTermStarts],
];

/**
 * What the clock makes due (§3.6, V-07), earliest first, in groups that wait for each other. A timer whose command
 * would certainly change nothing is left out.
 */
export const dueTimers =
  (policy: () => Policy): DueTimers<TargetIndex, Command> =>
  (index, sweptTo, now) => {
    const sweep: Sweep = { index, sweptTo, now, policy: policy() };
    return ranks
      .flatMap((rank, order) =>
        byInstant(
          rank.flatMap((due) => due(sweep)),
          order,
        ),
      )
      .toSorted((a, b) => (a.due === b.due ? a.order - b.order : a.due < b.due ? -1 : 1))
      .map(({ timers }) => timers);
  };

interface Group {
  readonly due: string;
  readonly order: number;
  readonly timers: ReadonlyArray<Timer<Command>>;
}

const byInstant = (timers: ReadonlyArray<Timer<Command>>, order: number): ReadonlyArray<Group> => {
  const groups = new Map<string, Array<Timer<Command>>>();
  for (const timer of timers) {
    const group = groups.get(timer.due);
    if (group === undefined) groups.set(timer.due, [timer]);
    else group.push(timer);
  }
  return [...groups].map(([due, together]) => ({ due, order, timers: together }));
};
