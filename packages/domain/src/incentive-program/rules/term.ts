import * as E from 'fp-ts/lib/Either.js';
import { fiscalYearPeriod } from '../../vocabulary/fiscal-year.js';
import { termOf, type ProgramFacts, type Term } from '../../vocabulary/program-facts.js';
import { same } from '../../vocabulary/same.js';
import { refuse } from '../rejections.js';
import type { Asked, Decision } from './admission.js';

/** One term a fiscal year, by default that year; terms do not overlap (§3.2). */
export const scheduleTerm = (
  { command, at }: Asked<'ScheduleTerm'>,
  program: ProgramFacts,
): Decision => {
  const { programId, fy } = command;
  const year = fiscalYearPeriod(fy);
  const term: Term = {
    fy,
    startsAt: command.startsAt ?? year.startsAt,
    endsAt: command.endsAt ?? year.endsAt,
  };
  if (term.startsAt >= term.endsAt) return E.left(refuse.emptyTerm(term));
  const known = termOf(program, fy);
  if (same(known, term)) return E.right([]);
  const other = known ?? program.terms.find((scheduled) => overlap(scheduled, term));
  if (other !== undefined) return E.left(refuse.termsOverlap(fy, other));
  return E.right([{ type: 'TermScheduled', effectiveAt: at, data: { programId, ...term } }]);
};

/** Postpones the end, and with it expiry and roll-forward (F-04), as long as the term runs. */
export const extendTerm = (
  { command, at }: Asked<'ExtendTerm'>,
  program: ProgramFacts,
): Decision => {
  const { programId, fy, endsAt } = command;
  const term = termOf(program, fy);
  if (term === undefined) return E.left(refuse.unknownTerm(fy));
  if (at >= term.endsAt) return E.left(refuse.termAlreadyEnded(fy, term.endsAt));
  if (endsAt <= term.endsAt) return E.left(refuse.notAnExtension(fy, term.endsAt));
  const swallowed = program.terms.find(
    (later) => later.startsAt >= term.endsAt && later.endsAt <= endsAt,
  );
  if (swallowed !== undefined) return E.left(refuse.termsOverlap(fy, swallowed));
  return E.right([{ type: 'TermExtended', effectiveAt: at, data: { programId, fy, endsAt } }]);
};

const overlap = (a: Term, b: Term): boolean => a.startsAt < b.endsAt && b.startsAt < a.endsAt;
