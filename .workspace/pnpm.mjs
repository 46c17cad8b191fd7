// Runs the pnpm that package.json names, on a machine that has only node and npm:
//   node .workspace/pnpm.mjs <args>
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Its exit status. */
export const pnpm = (args, cwd = root) => {
  // Under `pnpm test` that pnpm is at hand already; under `npm test` npx fetches the named one.
  const underPnpm = (process.env.npm_config_user_agent ?? '').startsWith('pnpm/');
  const command = underPnpm ? 'pnpm' : `npx --yes ${packageManager.split('+')[0]}`;
  // `npm run -s` would otherwise silence pnpm, failures included.
  const { npm_config_loglevel: _, ...inherited } = process.env;
  const env = { ...inherited, CI: process.env.CI ?? 'true' };
  // A shell finds npx on every system; quotes keep a path with spaces whole.
  const line = [command, ...args.map((arg) => `"${arg}"`)].join(' ');
  return spawnSync(line, { cwd, env, shell: true, stdio: 'inherit' }).status ?? 1;
};

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exit(pnpm(process.argv.slice(2), process.cwd()));
