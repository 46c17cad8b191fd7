import { verifyRows, type Verification } from '@partner-incentives/event-sourcing';
import { incentivesProjections } from '@partner-incentives/incentives';
import type { Output, Report } from '../../output/report.js';
import { counted, grouped } from '../../output/spans.js';
import { progressOf } from '../../output/progress.js';
import { countingReads } from '../../store/counting-reads.js';
import { chosenBuild, nameOf } from './chosen-build.js';
import { drawDifferences } from './draw-differences.js';
import { shownPosition } from './draw-status.js';
import type { Opened } from './operating.js';

/** Folds the history anew and compares the rows that queries read with it: of one projection, or of all. */
export const verifyProjections = async (
  { readStore, events }: Opened,
  projection: string | undefined,
  output: Output,
): Promise<Report> => {
  if (projection !== undefined) await chosenBuild(readStore, projection, undefined, ['live']);
  const models = incentivesProjections.models.filter(
    ({ name }) => projection === undefined || name === projection,
  );
  const progress = progressOf('events folded', undefined, output);
  const store = countingReads(events.store, progress.reached);
  const verified: Array<Verification> = [];
  try {
    for (const model of models) {
      const { codec } = incentivesProjections;
      const verification = await verifyRows({ store, readStore, model, codec });
      if (verification !== undefined) verified.push(verification);
    }
  } finally {
    progress.stop();
  }
  const isAllSame = verified.every(({ first }) => first === undefined);
  return {
    status: isAllSame ? 'pass' : 'fail',
    data: verified,
    text:
      verified.length === 0
        ? 'The read store holds no projection yet: incentives worker builds them.'
        : verified.map(draw).join('\n'),
  };
};

const draw = ({ build, position, rows, digest, first }: Verification): string => {
  const name = nameOf({ build });
  const upTo = position === undefined ? '' : ` up to ${shownPosition(position)}`;
  if (first === undefined) {
    return `✓ ${name}${upTo}: ${counted(rows.same, 'row')} as replayed, digest ${digest.stored.slice(0, 16)}`;
  }
  const { same, differ, missing, extra } = rows;
  return [
    `✗ ${name}${upTo}: ${counted(same, 'row')} as replayed, ${grouped(differ)} differ, ${grouped(missing)} missing, ${grouped(extra)} extra`,
    `  digest ${digest.stored.slice(0, 16)}, replayed ${digest.replayed.slice(0, 16)}; first, as replayed → as stored:`,
    ...drawDifferences([first], 1),
    `→ incentives projections rebuild ${build.model}`,
  ].join('\n');
};
