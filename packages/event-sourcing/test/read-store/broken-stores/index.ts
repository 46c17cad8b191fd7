import type { BrokenReadStore } from './broken-read-store.js';
import { brokenBuilding } from './building.js';
import { brokenClosing } from './closing.js';
import { brokenCommitting } from './committing.js';
import { brokenConsistency } from './consistency.js';
import { brokenFencing } from './fencing.js';
import { brokenFinding } from './finding.js';
import { brokenLeasing } from './leasing.js';
import { brokenParking } from './parking.js';
import { brokenPromoting } from './promoting.js';
import { brokenScopes } from './scopes.js';
import { brokenValues } from './values.js';
import { brokenWatching } from './watching.js';

export const brokenReadStores: ReadonlyArray<BrokenReadStore> = [
  ...brokenBuilding,
  ...brokenPromoting,
  ...brokenLeasing,
  ...brokenFencing,
  ...brokenCommitting,
  ...brokenFinding,
  ...brokenParking,
  ...brokenScopes,
  ...brokenConsistency,
  ...brokenValues,
  ...brokenWatching,
  ...brokenClosing,
];
