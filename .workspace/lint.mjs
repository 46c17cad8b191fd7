// Every check that reads sources without running them. All of them report, then the exit status says whether any failed.
import { tool, node } from './run.mjs';
import { build } from './build.mjs';
import { fileURLToPath } from 'node:url';

export const lint = () => {
  const failed = [
    build(['packages/workspace-tools']) ||
      node(['packages/workspace-tools/dist/main.js', 'imports']),
    tool('oxlint', 'bin/oxlint', ['--type-aware', '--quiet']),
    tool('prettier', 'bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']),
  ];
  return failed.some((status) => status !== 0) ? 1 : 0;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(lint());
