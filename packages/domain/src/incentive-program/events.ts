// These shapes are on disk for ever: add, never edit. A new shape is a new version with an upcaster.
import * as t from 'io-ts';
import { Criterion } from '../vocabulary/criteria.js';
import { FiscalYear } from '../vocabulary/fiscal-year.js';
import { ProgramId } from '../vocabulary/ids.js';
import { Instant } from '../vocabulary/instant.js';
import { PayoutRules } from '../vocabulary/payout.js';
import { v1, type EventOf } from '../vocabulary/record.js';
import { Text, Url } from '../vocabulary/text.js';

const programId = { programId: ProgramId };

/** What can have happened to an incentive program. */
export const incentiveProgramEvents = {
  ProgramDefined: v1(
    {
      ...programId,
      name: Text,
      criteria: t.readonlyArray(Criterion),
      payoutRules: PayoutRules,
    },
    { guideUrl: Url },
  ),
  TermScheduled: v1({ ...programId, fy: FiscalYear, startsAt: Instant, endsAt: Instant }),
  TermExtended: v1({ ...programId, fy: FiscalYear, endsAt: Instant }),
  ProgramOpened: v1(programId),
  ProgramClosed: v1(programId),
  ProgramDiscontinued: v1({ ...programId, at: Instant }),
  CriteriaChanged: v1({ ...programId, criteria: t.readonlyArray(Criterion), fromFy: FiscalYear }),
  PayoutRulesChanged: v1({ ...programId, payoutRules: PayoutRules, from: Instant }),
};

export type IncentiveProgramEvent = EventOf<typeof incentiveProgramEvents>;
