import { categories } from '@partner-incentives/domain';
import { readModels } from '@partner-incentives/read-models';

/** What a worker projects: every read model, from the events of every category of ours. */
export const projections = {
  models: Object.values(readModels),
  categories,
} as const;
