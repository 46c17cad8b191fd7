import type { Checked } from './checked.js';

const needed = [20, 19] as const;

export const nodeVersion = (version = process.versions.node): Checked => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isNew = major > needed[0] || (major === needed[0] && minor >= needed[1]);
  return isNew
    ? { ok: true, message: `node ${version}` }
    : {
        ok: false,
        code: 'NodeTooOld',
        message: `node ${version} is older than ${needed.join('.')}`,
        next: 'install a newer Node from https://nodejs.org',
      };
};
