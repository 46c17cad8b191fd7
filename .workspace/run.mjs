// Runs one of the workspace's installed tools with the Node at hand; no shell, so paths may hold spaces.
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { root } from './pnpm.mjs';

const bins = join(root, 'node_modules', '.bin');

/** The exit status of `node <args>`, with the workspace's commands on PATH. */
export const node = (args, { cwd = root, env = {}, stdio = 'inherit' } = {}) =>
  spawnSync(process.execPath, args, {
    cwd,
    stdio,
    env: { ...process.env, PATH: `${bins}${delimiter}${process.env.PATH ?? ''}`, ...env },
  }).status ?? 1;

/** The exit status of the file `script` of the package `name` that the root depends on. */
export const tool = (name, script, args) =>
  node([join(root, 'node_modules', name, script), ...args]);
