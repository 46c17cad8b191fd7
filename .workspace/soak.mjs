// `npm run soak`: the suites that take long, test/**/*.soak.ts; `npm test` runs a shorter form of each.
import { join } from 'node:path';
import { root } from './pnpm.mjs';
import { node } from './run.mjs';

process.exit(
  node([
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
    '--testMatch=**/test/**/*.soak.ts',
    `--testTimeout=${24 * 60 * 60 * 1000}`,
    '--verbose',
    ...process.argv.slice(2),
  ]),
);
