import type { Build, Comparison, RowDifference } from '@partner-incentives/event-sourcing';
import { counted, grouped } from '../../output/spans.js';
import { shortened } from '../../output/words.js';

/** So many rows that differ are shown. */
export const mostDrawn = 10;

/** How the rows of two builds compare, and the first that differ. */
export const drawComparison = (
  from: Build,
  to: Build,
  { same, differ, missing, extra }: Comparison,
  first: ReadonlyArray<RowDifference>,
): string =>
  [
    `Compare v${String(from.build)}/v${String(to.build)}: ${counted(same, 'row')} same, ${grouped(differ)} differ, ${grouped(missing)} missing, ${grouped(extra)} extra`,
    ...drawDifferences(first, differ + missing + extra),
  ].join('\n');

export const drawDifferences = (
  first: ReadonlyArray<RowDifference>,
  all: number,
): ReadonlyArray<string> => [
  ...first.flatMap(drawDifference),
  ...(all > first.length ? [`  … and ${grouped(all - first.length)} more`] : []),
];

const drawDifference = ({ key, kind, changes }: RowDifference): ReadonlyArray<string> =>
  kind === 'differs'
    ? [
        `  ${key}`,
        ...changes
          .slice(0, mostChanges)
          .map(({ path, was, is }) => `    ${path}: ${shown(was)} → ${shown(is)}`),
      ]
    : [`  ${key} ${sayings[kind]}`];

const sayings = {
  missing: 'is missing',
  extra: 'is new',
  damaged: 'is damaged: it cannot be read',
};

const mostChanges = 5;

const shown = (value: unknown): string =>
  value === undefined ? '–' : shortened(JSON.stringify(value), 60);
