import { alreadySo, recorded, refused, sameJson, type Answer } from './answer.js';
import type { Ask, Criterion, Rules } from './commands.js';
import { isMicrosoft } from './who-may.js';
import type { Program, Term, World } from './world.js';

type ProgramCommand =
  | 'DefineProgram'
  | 'ScheduleTerm'
  | 'ExtendTerm'
  | 'OpenProgram'
  | 'CloseProgram'
  | 'DiscontinueProgram'
  | 'ChangeCriteria'
  | 'ChangePayoutRules';

/** §3.2: all of them Microsoft's; discontinued is terminal. */
export const changeProgram = (world: World, ask: Ask<ProgramCommand>): Answer => {
  const { actor, at, command } = ask;
  const { programId } = command;
  if (!isMicrosoft(actor)) return refused('NotAuthorized');
  const program = world.programs.now(programId);
  if (program?.status === 'Discontinued') return refused('ProgramDiscontinued');
  if (command.type === 'DefineProgram') return define(world, { ...ask, command }, program);
  if (program === undefined) return refused('UnknownProgram');
  const now = (type: string, changed: Partial<Program>, data: object = {}): Answer => {
    world.programs.put(programId, at, { ...program, ...changed });
    return recorded(type, at, { programId, ...data });
  };
  switch (command.type) {
    case 'OpenProgram':
      return program.status === 'Open' ? alreadySo : now('ProgramOpened', { status: 'Open' });
    case 'CloseProgram':
      return program.status === 'Open' ? now('ProgramClosed', { status: 'Closed' }) : alreadySo;
    case 'DiscontinueProgram':
      return now('ProgramDiscontinued', { status: 'Discontinued' }, { at });
    case 'ChangeCriteria': {
      const { criteria, fromFy } = command;
      if (sameJson(criteriaIn(program, fromFy), criteria)) return alreadySo;
      const changed = new Map([...program.criteria, [fromFy, criteria]]);
      return now('CriteriaChanged', { criteria: changed }, { criteria, fromFy });
    }
    case 'ChangePayoutRules': {
      const { payoutRules, from } = command;
      if (sameJson(rulesAt(program, from), payoutRules)) return alreadySo;
      const changed = new Map([...program.rules, [from, payoutRules]]);
      return now('PayoutRulesChanged', { rules: changed }, { payoutRules, from });
    }
    case 'ScheduleTerm': {
      const { fy } = command;
      // V-02.
      const startsAt = command.startsAt ?? `${fy - 1}-07-01T00:00:00.000Z`;
      const endsAt = command.endsAt ?? `${fy}-07-01T00:00:00.000Z`;
      const term = { fy, startsAt, endsAt };
      if (startsAt >= endsAt) return refused('EmptyTerm');
      if (program.terms.some((known) => sameJson(known, term))) return alreadySo;
      const clash = (known: Term) =>
        known.fy === fy || (startsAt < known.endsAt && known.startsAt < endsAt);
      if (program.terms.some(clash)) return refused('TermsOverlap');
      return now('TermScheduled', { terms: [...program.terms, term] }, term);
    }
    case 'ExtendTerm': {
      const { fy, endsAt } = command;
      const term = program.terms.find((known) => known.fy === fy);
      if (term === undefined) return refused('UnknownTerm');
      if (at >= term.endsAt) return refused('TermAlreadyEnded');
      if (endsAt <= term.endsAt) return refused('NotAnExtension');
      const later = program.terms.filter((known) => known.startsAt >= term.endsAt);
      if (later.some((known) => known.endsAt <= endsAt)) return refused('TermsOverlap');
      const terms = program.terms.map((known) => {
        if (known === term) return { ...term, endsAt };
        const pushed = later.includes(known) && known.startsAt < endsAt;
        return pushed ? { ...known, startsAt: endsAt } : known;
      });
      return now('TermExtended', { terms }, { fy, endsAt });
    }
  }
};

const define = (
  world: World,
  { at, command }: Ask<'DefineProgram'>,
  known: Program | undefined,
): Answer => {
  const { programId, name, criteria, payoutRules, guideUrl } = command;
  if (known !== undefined) {
    const isTheSame =
      known.name === name &&
      known.guideUrl === guideUrl &&
      sameJson(known.criteria.get(0), criteria) &&
      sameJson(known.rules.get(''), payoutRules);
    return isTheSame ? alreadySo : refused('ProgramExists');
  }
  world.programs.put(programId, at, {
    programId,
    name,
    ...(guideUrl !== undefined && { guideUrl }),
    status: 'Upcoming',
    criteria: new Map([[0, criteria]]),
    rules: new Map([['', payoutRules]]),
    terms: [],
  });
  return recorded('ProgramDefined', at, { programId, name, criteria, payoutRules });
};

/** The criteria with the latest first year that is not after the year. */
export const criteriaIn = (program: Program, fy: number): ReadonlyArray<Criterion> => {
  const from = Math.max(...[...program.criteria.keys()].filter((year) => year <= fy));
  return program.criteria.get(from) ?? [];
};

/** The payout rules with the latest beginning that is not after the instant. */
export const rulesAt = (program: Program, at: string): Rules => {
  const from =
    [...program.rules.keys()]
      .filter((since) => since <= at)
      .toSorted()
      .at(-1) ?? '';
  const rules = program.rules.get(from);
  if (rules === undefined) throw new Error('a program has rules from the start');
  return rules;
};

/** V-02: half-open. */
export const termInForce = (program: Program, at: string): Term | undefined =>
  program.terms.find((term) => term.startsAt <= at && at < term.endsAt);

/** The year that counts at an instant: of the term in force, between terms of the calendar (V-02). */
export const yearAt = (program: Program, at: string): number => {
  const [year, month] = [Number(at.slice(0, 4)), Number(at.slice(5, 7))];
  return termInForce(program, at)?.fy ?? (month >= 7 ? year + 1 : year);
};

/** L-01: no criteria. */
export const isOpenProgram = (program: Program, at: string): boolean =>
  criteriaIn(program, yearAt(program, at)).length === 0;

/** Whether eligibility can depend on such a criterion: in the year that counts at the instant, or in a later one. */
export const mayAskFor = (
  program: Program,
  at: string,
  matters: (criterion: Criterion) => boolean,
): boolean => {
  const year = yearAt(program, at);
  const later = [...program.criteria].filter(([fromFy]) => fromFy > year).map(([, list]) => list);
  return [criteriaIn(program, year), ...later].some((list) => list.some(matters));
};
