// Installs the workspace's dependencies; does nothing when they are current.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pnpm, root } from './pnpm.mjs';

/** 0 when the installed packages are those of the manifests and the lockfile. */
export const bootstrap = () => {
  const wanted = fingerprint();
  const stamp = join(root, 'node_modules', '.bootstrap');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return 0;
  const status = pnpm(['install', '--frozen-lockfile']);
  if (status === 0) writeFileSync(stamp, wanted);
  return status;
};

const fingerprint = () => {
  const hash = createHash('sha256').update(
    `${root} ${process.version} ${process.platform} ${process.arch}`,
  );
  const manifests = ['.', ...members()].map((dir) => join(dir, 'package.json'));
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests]) {
    if (existsSync(join(root, file))) hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
};

const members = () =>
  ['packages', 'examples']
    .filter((group) => existsSync(join(root, group)))
    .flatMap((group) => readdirSync(join(root, group)).map((name) => join(group, name)));

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(bootstrap());
