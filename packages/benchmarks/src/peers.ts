import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = new URL('../peers/', import.meta.url);
const stamp = new URL('node_modules/.installed', folder);

/** Installs what we are compared with, unless it is there as its lockfile says. Throws where npm fails. */
export const installPeers = (): void => {
  const lock = readFileSync(new URL('package-lock.json', folder));
  const wanted = createHash('sha256').update(lock).update(process.version).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  process.stderr.write('Installing the libraries to compare with …\n');
  // A shell finds npm on every system.
  const { status } = spawnSync('npm ci --no-audit --no-fund --loglevel=error', {
    cwd: fileURLToPath(folder),
    shell: true,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`npm ci in packages/benchmarks/peers ended with ${status}`);
  writeFileSync(stamp, wanted);
};
