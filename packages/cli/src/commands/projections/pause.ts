import { userInfo } from 'node:os';
import type { ReadStore } from '@partner-incentives/event-sourcing';
import type { Report } from '../../output/report.js';
import { chosenBuild, nameOf } from './chosen-build.js';

export interface PauseOptions {
  readonly because: string;
  readonly by?: string;
  readonly build?: string;
}

/** Stops folding into a build, across restarts, until it is resumed. */
export const pause = async (
  readStore: ReadStore,
  projection: string,
  { because, by = whoever(), build: number }: PauseOptions,
): Promise<Report> => {
  const status = await chosenBuild(readStore, projection, number, ['live', 'building', 'kept']);
  await readStore.pause(status.build, by, because);
  return {
    status: 'pass',
    data: { ...status.build, paused: { by, because } },
    text: `✓ ${nameOf(status)} is paused: its rows stay as they are, and are still read.\n→ incentives projections resume ${projection}`,
  };
};

/** The user of this machine; in a container there may be none by name. */
const whoever = (): string => {
  try {
    return userInfo().username;
  } catch {
    return `user ${String(process.getuid?.() ?? 'unknown')}`;
  }
};

/** Ends a pause or a halt. */
export const resume = async (
  readStore: ReadStore,
  projection: string,
  { build: number }: Pick<PauseOptions, 'build'>,
): Promise<Report> => {
  const status = await chosenBuild(readStore, projection, number, ['live', 'building', 'kept']);
  const { paused, halted } = status;
  if (paused === undefined && halted === undefined) {
    return {
      status: 'pass',
      data: { ...status.build, was: 'running' },
      text: `✓ ${nameOf(status)} was neither paused nor halted.`,
    };
  }
  await readStore.resume(status.build);
  return {
    status: 'pass',
    data: { ...status.build, was: halted === undefined ? 'paused' : 'halted' },
    text: `✓ ${nameOf(status)} goes on: the next worker that looks takes it.`,
  };
};
