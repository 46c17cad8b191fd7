import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk in memory that is soon full. It goes with this process, however that ends. */
export interface SmallDisk {
  readonly path: string;
  readonly fill: () => void;
  readonly free: () => void;
  readonly remove: () => Promise<void>;
}

/** `undefined` where this user may not mount one. */
export const smallDisk = async (mebibytes: number): Promise<SmallDisk | undefined> => {
  const path = mkdtempSync(join(tmpdir(), 'disk-'));
  const keeper = spawn('/bin/sh', ['-c', keeping, path, String(mebibytes)], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = once(keeper, 'exit');
  const mounted = once(keeper.stdout, 'data').then(() => true);
  if (!(await Promise.race([mounted, ended.then(() => false)]))) return undefined;
  const ballast = join(path, 'ballast');
  return {
    path,
    fill: () => {
      try {
        for (;;) writeFileSync(ballast, Buffer.alloc(64 * 1024, 1), { flag: 'a' });
      } catch {
        // Full.
      }
    },
    free: () => rmSync(ballast),
    remove: async () => {
      keeper.stdin.end();
      await ended;
    },
  };
};

const keeping = `
  if mount -t tmpfs -o "size=$1m,mode=1777" none "$0"; then echo mounted; read -r _; umount -l "$0"; fi
  rmdir "$0"`;
