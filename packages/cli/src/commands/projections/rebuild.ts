import {
  rebuild as beginRebuild,
  type Build,
  type BuildStatus,
  type NotCaughtUp,
  type Projected,
} from '@partner-incentives/event-sourcing';
import { incentivesProjections } from '@partner-incentives/incentives';
import { CliError } from '../../exit-code.js';
import { longProgressOf } from '../../output/progress.js';
import type { Output, Report } from '../../output/report.js';
import { counted } from '../../output/spans.js';
import { haltDiverged } from '../../read-store/other-history.js';
import { newHolder } from '../../worker/holder.js';
import { chosenBuild, nameOf } from './chosen-build.js';
import { comparedAndPromoted } from './compared-and-promoted.js';
import type { Opened } from './operating.js';
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
      return await comparedAndPromoted(opened, rebuilding, live, options, output);
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
