import { currentPolicy, type Policy } from '@partner-incentives/domain';
import { dueTimers } from '@partner-incentives/policies';
import { indexOf, instant, type Happened } from './history.js';

/** What is looked at: from where the last sweep ended (none: the first) up to now. */
export interface Looking {
  readonly sweptTo?: string;
  readonly now: string;
  readonly policy?: Partial<Policy>;
}

/** The timers that are due, group by group. */
export const timersAfter = (
  history: ReadonlyArray<Happened>,
  { sweptTo, now, policy = {} }: Looking,
) =>
  dueTimers(() => ({ ...currentPolicy, ...policy }))(
    indexOf(history),
    sweptTo === undefined ? undefined : instant(sweptTo),
    instant(now),
  );

/** In short: `instant: command pla program …`, group by group. */
export const dueAfter = (history: ReadonlyArray<Happened>, looking: Looking) =>
  timersAfter(history, looking).map((group) =>
    group.map(({ due, command }) => inShort(due, command)),
  );

const inShort = (due: string, { type, ...rest }: { readonly type: string }): string => {
  const {
    programId = '',
    pla = '',
    fy = '',
    asOf = '',
    taxProfileId = '',
  } = rest as Readonly<Record<string, string | number>>;
  const words = [type, programId, pla, taxProfileId, fy === '' ? '' : `FY${fy}`];
  const asked = asOf === '' || asOf === due ? '' : `as of ${asOf}`;
  return `${due.slice(0, 10)}: ${[...words, asked].filter((word) => word !== '').join(' ')}`;
};
