// `npm run soak`: the long versions of the tests that have one (they read SOAK=1).
import { node } from './run.mjs';

process.exit(
  node(
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      'node_modules/jest/bin/jest.js',
      '--testPathPatterns=soak',
      ...process.argv.slice(2),
    ],
    { env: { SOAK: '1' } },
  ),
);
