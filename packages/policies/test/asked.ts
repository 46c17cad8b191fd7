import { policies, type TargetIndex } from '@partner-incentives/policies';
import { indexOf, stored, type Happened } from './history.js';

type Asked = readonly [policy: string, ...commands: ReadonlyArray<unknown>];

/** What the last thing that happened makes each policy ask, by policy, in order. */
export const askedAfter = (...history: ReadonlyArray<Happened>): ReadonlyArray<Asked> => {
  const last = history.at(-1);
  if (last === undefined) throw new Error('nothing happened');
  return askedBy(last, history.length - 1, indexOf(history));
};

const askedBy = (happened: Happened, n: number, index: TargetIndex): ReadonlyArray<Asked> => {
  const event = stored(happened, n);
  return policies.flatMap((policy) => {
    const commands = policy.targets(event, index).flatMap((target) => policy.react(event, target));
    return commands.length === 0 ? [] : [[policy.name, ...commands] as const];
  });
};
