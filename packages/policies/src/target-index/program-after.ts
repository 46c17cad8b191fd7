import type {
  FiscalYear,
  IncentiveProgramEvent,
  ProgramFacts,
  Term,
} from '@partner-incentives/domain';
import type { StoredEvent } from '@partner-incentives/event-sourcing';
import { recordingOf } from './recording.js';
import type { IndexedProgram, Recording } from './target-index.js';

/** The program as it is now, with the event that each start, end or change of rules comes from. */
export const programAfter = (
  before: IndexedProgram | undefined,
  facts: ProgramFacts,
  event: IncentiveProgramEvent,
  stored: StoredEvent<unknown>,
): IndexedProgram => {
  const { starts = new Map(), ends = new Map(), payoutRules = new Map() } = before ?? {};
  const recording = recordingOf(stored);
  const moved = (instant: 'startsAt' | 'endsAt', known: IndexedProgram['starts']) =>
    withMoved(known, before?.facts.terms ?? [], facts.terms, instant, recording);
  return {
    facts,
    starts: moved('startsAt', starts),
    ends: moved('endsAt', ends),
    payoutRules:
      event.type === 'PayoutRulesChanged'
        ? new Map(payoutRules).set(event.data.from, recording)
        : payoutRules,
  };
};

/** Extending a term also moves the start of the one that follows. */
const withMoved = (
  known: ReadonlyMap<FiscalYear, Recording>,
  before: ReadonlyArray<Term>,
  after: ReadonlyArray<Term>,
  instant: 'startsAt' | 'endsAt',
  recording: Recording,
): ReadonlyMap<FiscalYear, Recording> => {
  if (before === after) return known;
  const moved = after.filter(
    (term) => before.find(({ fy }) => fy === term.fy)?.[instant] !== term[instant],
  );
  return new Map([...known, ...moved.map(({ fy }) => [fy, recording] as const)]);
};
