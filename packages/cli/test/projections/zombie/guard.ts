import { spawn } from 'node:child_process';
import type { Child } from '../child.js';

/**
 * Kills these when this process ends, however it does: one that stands still does not notice that nobody is left. What
 * it answers ends the guarding.
 */
export const guard = (...children: ReadonlyArray<Child>): (() => void) => {
  const pids = children.map(({ pid }) => String(pid));
  const watch = spawn('/bin/sh', ['-c', 'read -r _ || kill -KILL "$@"', 'guard', ...pids], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watch.stdin.on('error', () => undefined);
  return () => void watch.stdin.end('over\n');
};
