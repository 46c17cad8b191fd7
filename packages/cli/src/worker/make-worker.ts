import {
  projectionWorker,
  type EventStore,
  type ProjectionSettings,
  type ProjectionWorker,
  type ReadStore,
} from '@partner-incentives/event-sourcing';
import { incentivesProjections } from '@partner-incentives/incentives';
import { CliError } from '../exit-code.js';

export interface WorkerSetting extends ProjectionSettings {
  readonly store: EventStore;
  readonly readStore: ReadStore;
  readonly holder: string;
  /** Those of `modelsNamed`; all of them when left out. */
  readonly models?: typeof incentivesProjections.models;
}

/** A worker for our read models. */
export const makeWorker = (setting: WorkerSetting): ProjectionWorker =>
  projectionWorker({ ...incentivesProjections, ...setting });

/** Names with commas between them; all of them when left out. */
export const modelsNamed = (names: string | undefined): typeof incentivesProjections.models => {
  if (names === undefined) return incentivesProjections.models;
  const wanted = names.split(',').map((name) => name.trim());
  const known = incentivesProjections.models.map(({ name }) => name);
  const unknown = wanted.find((name) => !known.some((one) => one === name));
  if (unknown === undefined)
    return incentivesProjections.models.filter(({ name }) => wanted.includes(name));
  throw new CliError(
    `expected --projections to be of ${known.join(', ')}, got ${JSON.stringify(unknown)}`,
  );
};
