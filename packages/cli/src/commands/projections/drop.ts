import type { ReadStore } from '@partner-incentives/event-sourcing';
import { CliError } from '../../exit-code.js';
import type { Output, Report } from '../../output/report.js';
import { counted } from '../../output/spans.js';
import { chosenBuild, nameOf } from './chosen-build.js';
import { confirmed, type ConfirmOptions } from './confirmed.js';

export interface DropOptions extends ConfirmOptions {
  readonly build?: string;
}

/** Removes a build that is not live, rows and all. */
export const drop = async (
  readStore: ReadStore,
  projection: string,
  { build: number, ...options }: DropOptions,
  output: Output,
): Promise<Report> => {
  const status = await chosenBuild(readStore, projection, number, ['kept', 'building']);
  if (status.stage === 'live') {
    throw new CliError(
      `${nameOf(status)} is live: queries read it`,
      `promote another first: incentives projections rebuild ${projection}`,
    );
  }
  const lost = status.stage === 'kept' ? '; a promotion cannot be rolled back to it' : '';
  const plan = {
    data: { drops: status.build, stage: status.stage, rows: status.rows },
    text: `Plan  drop ${nameOf(status)} (${status.stage}) with ${counted(status.rows, 'row')}${lost}`,
    word: projection,
    act: `drop v${String(status.build.build)}`,
  };
  return confirmed(plan, options, output, async () => {
    await readStore.drop(status.build);
    return {
      status: 'pass',
      data: { dropped: status.build },
      text: `✓ ${nameOf(status)} is gone.`,
    };
  });
};
