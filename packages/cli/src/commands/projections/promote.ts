import type { Build, BuildStatus, ReadStore } from '@partner-incentives/event-sourcing';
import { CliError } from '../../exit-code.js';
import type { Output, Report } from '../../output/report.js';
import { counted } from '../../output/spans.js';
import { chosenBuild, nameOf } from './chosen-build.js';
import { confirmed, type ConfirmOptions } from './confirmed.js';

export interface PromoteOptions extends ConfirmOptions {
  readonly build?: string;
}

/** Makes the build that was built beside the live one the live one, and keeps the other. */
export const promote = async (
  readStore: ReadStore,
  projection: string,
  { build, ...options }: PromoteOptions,
  output: Output,
): Promise<Report> =>
  goLive(readStore, await chosenBuild(readStore, projection, build, ['building']), options, output);

/** Makes the build that was live before the live one again. */
export const rollback = async (
  readStore: ReadStore,
  projection: string,
  { build, ...options }: PromoteOptions,
  output: Output,
): Promise<Report> =>
  goLive(readStore, await chosenBuild(readStore, projection, build, ['kept']), options, output);

const goLive = async (
  readStore: ReadStore,
  candidate: BuildStatus,
  options: ConfirmOptions,
  output: Output,
): Promise<Report> => {
  const { model } = candidate.build;
  if (candidate.halted !== undefined) {
    throw new CliError(
      `${nameOf(candidate)} halted: ${candidate.halted.cause}: its rows are not what they should be`,
      `incentives projections rebuild ${model}`,
    );
  }
  const live = await chosenBuild(readStore, model, undefined, ['live']);
  const parked = candidate.parked === 0 ? '' : `, ${counted(candidate.parked, 'key')} parked`;
  const plan = {
    data: { promotes: candidate.build, keeps: live.build, rows: candidate.rows },
    text: `Plan  read ${nameOf(candidate)} (${counted(candidate.rows, 'row')}${parked}) instead of ${nameOf(live)} (${counted(live.rows, 'row')}), in one transaction; ${nameOf(live)} is kept`,
    word: model,
    act: `promote v${String(candidate.build.build)}`,
  };
  return confirmed(plan, options, output, () => promoted(readStore, candidate, live));
};

/** What to type to have a build promoted by a script. */
export const promotionCommand = ({ model, build }: Build): string =>
  `incentives projections promote ${model} --build ${String(build)} --yes`;

const promoted = async (
  readStore: ReadStore,
  candidate: BuildStatus,
  live: BuildStatus,
): Promise<Report> => {
  if (!(await readStore.promote(candidate.build))) {
    throw new CliError(
      `${nameOf(candidate)} is behind ${nameOf(live)}, or was dropped meanwhile; nothing was done`,
      'incentives projections status shows how far each is; with workers running it catches up',
    );
  }
  const { model } = candidate.build;
  return {
    status: 'pass',
    data: { live: candidate.build, kept: live.build },
    text: [
      `✓ ${nameOf(candidate)} is live, ${nameOf(live)} is kept.`,
      `→ back: incentives projections rollback ${model}`,
      `→ no longer needed: incentives projections drop ${model} --build ${String(live.build.build)}`,
    ].join('\n'),
  };
};
