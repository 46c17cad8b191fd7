import {
  rebuild as beginRebuild,
  type Build,
  type BuildStatus,
  type NotCaughtUp,
  type Projected,
  type Rebuild,
  type RowDifference,
} from '@partner-incentives/event-sourcing';
import { incentivesProjections } from '@partner-incentives/incentives';
import { CliError } from '../../exit-code.js';
import { longProgressOf } from '../../output/progress.js';
import type { Output, Report } from '../../output/report.js';
import { counted } from '../../output/spans.js';
import { haltDiverged } from '../../read-store/other-history.js';
import { newHolder } from '../../worker/holder.js';
import { chosenBuild, nameOf } from './chosen-build.js';
import { drawComparison, mostDrawn } from './draw-differences.js';
import type { Opened } from './operating.js';
import { promotionCommand } from './promote.js';
import { interruptible } from './interruptible.js';

export interface RebuildCommandOptions {
  readonly plan?: boolean;
  readonly yes?: boolean;
  /** Goes on with one that was begun before. */
  readonly build?: string;
}

/** Builds the rows of a projection anew beside those that are read, compares, and promotes what somebody agrees to. */
export const rebuild = async (
  opened: Opened,
  projection: string,
  options: RebuildCommandOptions,
  output: Output,
): Promise<Report> => {
  const model = modelNamed(projection);
  const live = await chosenBuild(opened.readStore, projection, undefined, ['live']);
  const begun = await begunBefore(opened, projection, options.build);
  if (options.plan === true) return planned(live, begun);
  await haltDiverged(opened.events.store, opened.readStore, live);
  return interruptible(async (signal) => {
    const rebuilding = await beginRebuild({
      ...incentivesProjections,
      store: opened.events.store,
      readStore: opened.readStore,
      model,
      holder: newHolder(),
      signal,
      ...(begun !== undefined && { build: begun.build }),
      onProgress: progressOn(live, output),
    });
    try {
      const ended = await rebuilding.caughtUp();
      if (ended !== undefined) return notCaughtUp(rebuilding.build, ended);
      return await compared(opened, rebuilding, live, options, output);
    } finally {
      await rebuilding.close();
    }
  });
};

const modelNamed = (projection: string): Projected => {
  const model = incentivesProjections.models.find(({ name }) => name === projection);
  if (model !== undefined) return model;
  const names = incentivesProjections.models.map(({ name }) => name).join(', ');
  throw new CliError(`expected a projection, one of ${names}, got ${JSON.stringify(projection)}`);
};

const begunBefore = async (
  { readStore }: Opened,
  projection: string,
  number: string | undefined,
): Promise<BuildStatus | undefined> => {
  if (number === undefined) return undefined;
  const status = await chosenBuild(readStore, projection, number, ['building']);
  if (status.stage === 'building') return status;
  throw new CliError(
    `${nameOf(status)} is ${status.stage}, not building`,
    `leave --build out to begin another: incentives projections rebuild ${projection}`,
  );
};

const planned = (live: BuildStatus, begun: BuildStatus | undefined): Report => {
  const events = eventsOf(live);
  const what = begun === undefined ? 'a new build' : `go on with ${nameOf(begun)}`;
  return {
    status: 'pass',
    data: { live: live.build, continues: begun?.build ?? null, events },
    text: [
      `Plan  ${what} beside ${nameOf(live)} · ≈${counted(events, 'event')} · ${counted(live.rows, 'row')} · reads stay on ${nameOf(live)}`,
      `      side effects: none (projections are pure)   promote: asks   ${nameOf(live)} is kept until it is dropped`,
      'Nothing done (--plan).',
    ].join('\n'),
  };
};

const eventsOf = ({ handled: { applied, ignored, foreign } }: BuildStatus): number =>
  applied + ignored + foreign;

const progressOn = (live: BuildStatus, output: Output) => {
  const progress = longProgressOf('events', eventsOf(live), output);
  return ({ events }: { readonly events: number }): void => {
    progress.reached(events);
  };
};

const notCaughtUp = (build: Build, ended: NotCaughtUp): Report => {
  const name = nameOf({ build });
  const why =
    ended._tag === 'Halted'
      ? `halted: ${ended.halt.cause}: ${ended.halt.reason}`
      : { Paused: 'is paused', Dropped: 'was dropped', GaveUp: 'was left as it is' }[ended._tag];
  return {
    status: 'fail',
    data: { build, ...ended },
    text: `✗ ${name} ${why}; reads stay as they were.\n→ to go on: incentives projections rebuild ${build.model} --build ${String(build.build)}`,
  };
};

const compared = async (
  { readStore }: Opened,
  rebuilding: Rebuild,
  live: BuildStatus,
  { yes }: RebuildCommandOptions,
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
