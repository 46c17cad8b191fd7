import type {
  Build,
  BuildStatus,
  Rebuild,
  RowDifference,
} from '@partner-incentives/event-sourcing';
import { CliError } from '../../exit-code.js';
import type { Output, Report } from '../../output/report.js';
import { counted } from '../../output/spans.js';
import { chosenBuild, nameOf } from './chosen-build.js';
import { drawComparison, mostDrawn } from './draw-differences.js';
import type { Opened } from './operating.js';
import { promotionCommand } from './promote.js';

/** Compares a build that has caught up with the live one, and promotes it where somebody agrees. */
export const comparedAndPromoted = async (
  { readStore }: Opened,
  rebuilding: Rebuild,
  live: BuildStatus,
  { yes }: { readonly yes?: boolean },
  output: Output,
): Promise<Report> => {
  const { build } = rebuilding;
  const first: Array<RowDifference> = [];
  const comparison = await rebuilding.compare((difference) => {
    if (first.length < mostDrawn) first.push(difference);
  });
  if (comparison === undefined) throw new CliError(`${nameOf({ build })} is live already`);
  const { parked } = await chosenBuild(readStore, build.model, String(build.build), []);
  const data = { build, live: live.build, parked, comparison, differences: first };
  const text = [
    `${nameOf({ build })} is built beside ${nameOf(live)}.`,
    ...(parked === 0 ? [] : [`! ${counted(parked, 'key')} parked in ${nameOf({ build })}`]),
    drawComparison(live.build, build, comparison, first),
  ].join('\n');
  if (!(await isAgreed(build, text, yes, output))) {
    return {
      status: 'pass',
      data: { ...data, promoted: false },
      text: `${output.ask === undefined ? `${text}\n` : ''}Not promoted: reads stay on ${nameOf(live)}.\n→ ${promotionCommand(build)}`,
    };
  }
  if (!(await rebuilding.promote())) {
    throw new CliError(
      `${nameOf({ build })} was dropped or stopped meanwhile; reads stay as they were`,
      'incentives projections status',
    );
  }
  return {
    status: 'pass',
    data: { ...data, promoted: true },
    text: [
      ...(output.ask === undefined || yes === true ? [text] : []),
      `✓ ${nameOf({ build })} is live, ${nameOf(live)} is kept.`,
      `→ back: incentives projections rollback ${build.model}`,
    ].join('\n'),
  };
};

/** By `--yes`, or by typing its name. Who is not there has not agreed. */
const isAgreed = async (
  { model, build }: Build,
  text: string,
  yes: boolean | undefined,
  { ask, err }: Output,
): Promise<boolean> => {
  if (yes === true) return true;
  if (ask === undefined) return false;
  err(`${text}\n`);
  return (await ask(`Type  ${model}  to promote v${String(build)}: `)).trim() === model;
};
