// Installs what is missing, then compiles what changed: all projects, or those named.
import { fileURLToPath } from 'node:url';
import { bootstrap } from './bootstrap.mjs';
import { tool } from './run.mjs';

/** 0 when the named TypeScript projects (default: sources and tests of everything) are compiled. */
export const build = (projects = []) =>
  bootstrap() || tool('typescript', 'bin/tsc', ['-b', ...projects]);

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(build(process.argv.slice(2)));
