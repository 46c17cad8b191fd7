import { readFileSync } from 'node:fs';

export interface UnprivilegedUser {
  readonly uid: number;
  readonly gid: number;
}

/** Whom PostgreSQL runs as where we are root, which it refuses to be: an account that any system has. */
export const unprivilegedUser = (): UnprivilegedUser | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', '_postgres', 'nobody']) {
    const account = accounts.find((line) => line.startsWith(`${name}:`));
    const [uid, gid] = account?.split(':').slice(2, 4).map(Number) ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: uid >>> 0, gid: gid >>> 0 };
  }
  throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody');
};
