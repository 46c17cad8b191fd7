import type { Instant, Position } from '@partner-incentives/event-sourcing';
import { grouped, lasted, secondsSince } from '../../output/spans.js';
import { table } from '../../output/table.js';
import { none } from '../../output/words.js';
import type { Behind } from './behind.js';
import type { Finding } from './findings.js';
import type { Standing } from './standing.js';

/** Events a second, since an earlier look. */
export type Rates = ReadonlyMap<Standing, number>;

export interface StatusSeen {
  readonly builds: ReadonlyArray<Standing>;
  readonly head: Position | undefined;
  readonly findings: ReadonlyArray<Finding>;
  readonly at: Instant;
  readonly rates: Rates;
}

export const drawStatus = ({ builds, head, findings, at, rates }: StatusSeen): string => {
  const rows = builds.map((build) => [
    build.projection,
    `v${String(build.build)}`,
    build.state === build.stage ? build.stage : build.state.toUpperCase(),
    build.position === null ? none : shownPosition(build.position),
    shownBehind(build.behind),
    rateOf(rates.get(build)),
    grouped(build.rows),
    String(build.parked),
    build.worker?.holder ?? none,
    build.polledAt === null ? none : `${lasted(secondsSince(build.polledAt, at))} ago`,
  ]);
  return [
    ...(rows.length === 0
      ? ['The read store holds no projection yet: incentives worker builds them.']
      : [table(heads, rows)]),
    `store head ${head === undefined ? none : shownPosition(head)}`,
    ...findings.map(({ message, next }) => `! ${message}\n  → ${next}`),
  ].join('\n');
};

const heads = [
  'PROJECTION',
  'VER',
  'STATE',
  'POSITION',
  'BEHIND',
  'RATE',
  'ROWS',
  'PARKED',
  'WORKER',
  'LAST POLL',
];

/** As short as it can be and still be compared by eye. */
export const shownPosition = (position: Position): string =>
  `@${position.replace(/(?<![0-9])0+(?=\d)/g, '')}`;

const shownBehind = (behind: Behind | null): string => {
  if (behind === null) return '?';
  const { events, exact, seconds } = behind;
  return events === 0 ? '0 s' : `${exact ? '' : '≥'}${grouped(events)} ev, ${lasted(seconds)}`;
};

const rateOf = (perSecond: number | undefined): string =>
  perSecond === undefined || perSecond < 1 ? none : `${grouped(Math.round(perSecond))}/s`;
