import type { BuildStage, BuildStatus, ReadStore } from '@partner-incentives/event-sourcing';
import { CliError } from '../../exit-code.js';

/** Which build of a projection: by its number, else the newest of the first stage that has one. */
export const chosenBuild = async (
  readStore: Pick<ReadStore, 'status'>,
  projection: string,
  number: string | undefined,
  stages: ReadonlyArray<BuildStage>,
): Promise<BuildStatus> => {
  const all = await readStore.status();
  const builds = all.filter(({ build }) => build.model === projection);
  if (builds.length === 0) throw unknownProjection(projection, all);
  if (number !== undefined) return numbered(builds, projection, number);
  for (const stage of stages) {
    const newest = builds
      .filter((status) => status.stage === stage)
      .toSorted((one, other) => other.build.build - one.build.build)[0];
    if (newest !== undefined) return newest;
  }
  throw new CliError(
    `${projection} has no build that is ${stages.join(' or ')}`,
    'incentives projections status shows which there are',
  );
};

/** As people name a build. */
export const nameOf = ({ build: { model, build } }: Pick<BuildStatus, 'build'>): string =>
  `${model} v${String(build)}`;

const numbered = (
  builds: ReadonlyArray<BuildStatus>,
  projection: string,
  number: string,
): BuildStatus => {
  const wanted = Number(number.replace(/^v(?=\d)/, ''));
  const found = builds.find(({ build }) => build.build === wanted);
  if (found !== undefined) return found;
  const there = builds.map(({ build }) => `v${String(build.build)}`).join(', ');
  throw new CliError(`expected a build of ${projection}, one of ${there}, got ${number}`);
};

const unknownProjection = (projection: string, all: ReadonlyArray<BuildStatus>): CliError => {
  const names = [...new Set(all.map(({ build }) => build.model))].toSorted();
  return names.length === 0
    ? new CliError(
        'the read store holds no projection yet',
        'incentives worker --once builds them all',
      )
    : new CliError(
        `expected a projection, one of ${names.join(', ')}, got ${JSON.stringify(projection)}`,
      );
};
