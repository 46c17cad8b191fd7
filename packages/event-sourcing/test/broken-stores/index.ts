import { brokenAppending } from './appending.js';
import type { BrokenStore } from './broken-store.js';
import { brokenClosing } from './closing.js';
import { brokenConcurrency } from './concurrency.js';
import { brokenLimits } from './limits.js';
import { brokenReading } from './reading.js';
import { brokenReadingAll } from './reading-all.js';
import { brokenRepeating } from './repeating.js';
import { brokenSubscribing } from './subscribing.js';
import { brokenValues } from './values.js';

export const brokenStores: ReadonlyArray<BrokenStore> = [
  ...brokenAppending,
  ...brokenRepeating,
  ...brokenReading,
  ...brokenReadingAll,
  ...brokenSubscribing,
  ...brokenConcurrency,
  ...brokenLimits,
  ...brokenValues,
  ...brokenClosing,
];
