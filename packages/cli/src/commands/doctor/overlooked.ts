import { incentivesProjections } from '@partner-incentives/incentives';
import type { Finding } from '../projections/findings.js';
import type { Standing } from '../projections/standing.js';

/** What nobody does although somebody should. */
export const overlooked = (
  builds: ReadonlyArray<Standing>,
  isBeside: boolean,
): ReadonlyArray<Finding> => [
  ...incentivesProjections.models.flatMap(({ name, version }) => {
    const live = builds.find(({ projection, stage }) => projection === name && stage === 'live');
    if (live === undefined) return [notBuilt(name)];
    return live.schema === version ? [] : [otherSchema(live, version)];
  }),
  ...withoutWorker(builds, isBeside),
  ...builds.filter(isKept).map(kept),
  ...builds.filter(isBuilt).map(built),
];

const notBuilt = (name: string): Finding => ({
  code: 'NotBuilt',
  message: `${name} has no rows yet`,
  next: `incentives worker --once --projections ${name}`,
});

const otherSchema = ({ projection, build, schema }: Standing, version: number): Finding => ({
  code: 'OtherSchema',
  message: `${projection} v${String(build)} is live with rows of schema ${String(schema)}, this program has schema ${String(version)}`,
  next: schema > version ? 'upgrade this program' : `incentives projections rebuild ${projection}`,
});

/** Beside an embedded store rows that are up to date need no worker: `start` brings them on. */
const withoutWorker = (
  builds: ReadonlyArray<Standing>,
  isBeside: boolean,
): ReadonlyArray<Finding> => {
  const alone = builds.filter(
    ({ stage, state, worker, behind }) =>
      stage === 'live' &&
      state === 'live' &&
      worker === null &&
      !(isBeside && behind?.events === 0),
  );
  if (alone.length === 0) return [];
  const names = alone.map(({ projection }) => projection).join(', ');
  return [{ code: 'NoWorker', message: `no worker keeps up ${names}`, next: 'incentives worker' }];
};

/** One that halted is a finding already. */
const isKept = ({ stage, state }: Standing): boolean => stage === 'kept' && state !== 'halted';

const kept = ({ projection, build }: Standing): Finding => ({
  code: 'BuildKept',
  message: `${projection} v${String(build)} is kept since another was promoted`,
  next: `incentives projections drop ${projection} --build ${String(build)}`,
});

const isBuilt = ({ stage, state, behind }: Standing): boolean =>
  stage === 'building' && state === 'building' && behind?.events === 0;

const built = ({ projection, build }: Standing): Finding => ({
  code: 'NotPromoted',
  message: `${projection} v${String(build)} is built, and nobody has promoted it`,
  next: `incentives projections promote ${projection} --build ${String(build)}`,
});
