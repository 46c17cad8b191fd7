import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import type { Both } from './both.js';
import type { Decision, Mistake } from './domain-world.js';
import { travel } from './journey.js';
import { reportOf } from './report.js';
import { routes } from './routes.js';
import { shortened } from './shortened.js';

/** What many routes came to. */
export interface Exploration {
  readonly routes: number;
  readonly commands: number;
  /** What was seen on the way: event types, tags of refusals, boundaries applied at once. */
  readonly seen: ReadonlySet<string>;
  /** A difference as a short journal, and the seed that finds it again; absent where the two agree. */
  readonly report?: string;
}

interface Options {
  readonly count: number;
  readonly seed?: number;
  readonly mistake?: Mistake;
}

/** Travels routes until the domain and the model part. */
export const explore = ({ count, seed, mistake }: Options): Exploration => {
  const seen = new Set<string>();
  const told = { routes: 0, commands: 0, seen };
  const property = fc.property(routes, (route) => {
    const both = travel(route, mistake);
    told.routes += 1;
    told.commands += route.steps.length;
    notice(seen, both);
    return both.difference === undefined;
  });
  const checked = fc.check(property, {
    numRuns: count,
    endOnFailure: true,
    ...(seed !== undefined && { seed }),
  });
  const [route] = checked.counterexample ?? [];
  if (route === undefined) return told;
  const report = reportOf(shortened(travel(route, mistake), mistake)) ?? 'not the same twice';
  return { ...told, report: `seed ${checked.seed}. ${report}` };
};

const notice = (seen: Set<string>, { told }: Both): void => {
  for (const line of told) {
    if ('policy' in line) continue;
    const { decision } = line.handled;
    if (E.isLeft(decision)) seen.add(decision.left._tag);
    else for (const { type } of decision.right) seen.add(type);
    const boundaries = boundariesIn(decision);
    if (boundaries > 1) seen.add(`${boundaries} boundaries at once`);
  }
};

const boundariesIn = (decision: Decision): number =>
  E.isLeft(decision)
    ? 0
    : decision.right.filter(
        ({ type, data }) =>
          type === 'FiscalYearRolledForward' ||
          type === 'RollForwardHeld' ||
          (type === 'EnrollmentEnded' && data.toFy !== undefined),
      ).length;
