// `npm start`: from a fresh clone to the table. Compiles only what the command needs, not the tests.
import { join } from 'node:path';
import { build } from './build.mjs';
import { root } from './pnpm.mjs';
import { node } from './run.mjs';

const launcher = join(root, 'packages', 'cli', 'bin', 'incentives.js');
process.exit(build(['packages/cli']) || node([launcher, 'start', ...process.argv.slice(2)]));
