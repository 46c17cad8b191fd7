// Every check that reads sources without running them. All of them report, then the exit status says whether any failed.
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { node, tool } from './run.mjs';

/** 0 when the import rules hold, oxlint finds nothing and everything is formatted. */
export const lint = () => {
  const failed = [
    build(['packages/workspace-tools']) ||
      node(['packages/workspace-tools/dist/check-imports-main.js']),
    tool('oxlint', 'bin/oxlint', ['--type-aware']),
    tool('prettier', 'bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']),
  ];
  return failed.some((status) => status !== 0) ? 1 : 0;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(lint());
