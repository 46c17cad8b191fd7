import type { Build, BuildStatus, ReadStore } from '../read-store/read-store.js';

/** The build that queries read; `undefined` where the model has none. */
export const liveBuild = async (
  readStore: ReadStore,
  model: string,
): Promise<BuildStatus | undefined> =>
  (await readStore.status()).find(({ build, stage }) => build.model === model && stage === 'live');

/** `undefined` where it was dropped. */
export const statusOf = async (
  readStore: ReadStore,
  { model, build: number }: Build,
): Promise<BuildStatus | undefined> =>
  (await readStore.status()).find(({ build }) => build.model === model && build.build === number);
