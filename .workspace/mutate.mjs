// `npm run mutate [-- <globs>]`: does a test fail when the domain's code is changed? Survivors stand in a list, with reasons.
import { build } from './build.mjs';
import { node, tool } from './run.mjs';

const globs = process.argv.slice(2);
const some = globs.length === 0 ? [] : ['--mutate', globs.join(',')];

process.exit(
  build(['packages/workspace-tools']) ||
    tool('@stryker-mutator/core', 'bin/stryker.js', ['run', '.stryker.config.json', ...some]) ||
    node([
      'packages/workspace-tools/dist/judge-mutants-main.js',
      ...(globs.length === 0 ? [] : ['--partial']),
    ]),
);
