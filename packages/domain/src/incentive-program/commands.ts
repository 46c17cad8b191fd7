import * as t from 'io-ts';
import { Criterion } from '../vocabulary/criteria.js';
import { FiscalYear } from '../vocabulary/fiscal-year.js';
import { ProgramId } from '../vocabulary/ids.js';
import { InstantInput } from '../vocabulary/instant.js';
import { PayoutRules } from '../vocabulary/payout.js';
import { command, type CommandOf } from '../vocabulary/record.js';
import { Text, Url } from '../vocabulary/text.js';

const programId = { programId: ProgramId };

/** Intentions towards an incentive program; all of them Microsoft's (§3.2). */
export const incentiveProgramCommands = {
  DefineProgram: command(
    'DefineProgram',
    {
      ...programId,
      name: Text,
      criteria: t.readonlyArray(Criterion),
      payoutRules: PayoutRules,
    },
    { guideUrl: Url },
  ),
  ScheduleTerm: command(
    'ScheduleTerm',
    { ...programId, fy: FiscalYear },
    { startsAt: InstantInput, endsAt: InstantInput },
  ),
  ExtendTerm: command('ExtendTerm', { ...programId, fy: FiscalYear, endsAt: InstantInput }),
  OpenProgram: command('OpenProgram', programId),
  CloseProgram: command('CloseProgram', programId),
  DiscontinueProgram: command('DiscontinueProgram', programId),
  ChangeCriteria: command('ChangeCriteria', {
    ...programId,
    criteria: t.readonlyArray(Criterion),
    fromFy: FiscalYear,
  }),
  ChangePayoutRules: command('ChangePayoutRules', {
    ...programId,
    payoutRules: PayoutRules,
    from: InstantInput,
  }),
};

export type IncentiveProgramCommand = CommandOf<typeof incentiveProgramCommands>;
