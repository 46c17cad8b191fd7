import { eventSchemas } from '@partner-incentives/domain';
import { eventCodec, type ProjectionWorkerOptions } from '@partner-incentives/event-sourcing';
import { readModels } from '@partner-incentives/read-models';
import { storedCategories } from './stored-categories.js';

/**
 * What a projection worker has to know of incentives: the read models, how events are read, and which are ours.
 *
 * @example
 * projectionWorker({ store, readStore, holder: 'worker-1', ...incentivesProjections });
 */
export const incentivesProjections: Pick<
  ProjectionWorkerOptions,
  'models' | 'codec' | 'categories'
> = {
  models: Object.values(readModels),
  codec: eventCodec(eventSchemas),
  categories: storedCategories,
};
