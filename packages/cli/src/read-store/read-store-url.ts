import { CliError } from '../exit-code.js';

/** Where the rows are: as named, else as the environment names them, else beside the embedded store. */
export interface ReadStoreUrl {
  readonly url: string;
  /** Nobody named it: it is what `start` keeps beside the embedded store. */
  readonly isBeside: boolean;
}

export const readStoreUrl = (
  named: string | undefined,
  storeUrl: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): ReadStoreUrl => {
  const url = named ?? env['DATABASE_URL'];
  if (url !== undefined && url !== '') return { url, isBeside: false };
  const beside = besideStore(storeUrl);
  if (beside !== undefined) return { url: beside, isBeside: true };
  throw new CliError(
    'expected a read store, got none',
    'name one with --read-store postgres://... or sqlite:path, or with DATABASE_URL',
  );
};

/** Where the rows of a store are kept when nobody says; nowhere for a server. */
export const besideStore = (storeUrl: string): string | undefined => {
  if (storeUrl.startsWith('sqlite:')) return `${storeUrl}.rows`;
  return storeUrl.startsWith('memory:') ? 'memory:' : undefined;
};

/**
 * As it may be shown: without user, password and options, whatever kind of address it is. Of what cannot be taken apart
 * nothing is shown, as any part of it may be the password.
 */
export const shownUrl = (url: string): string => {
  if (url.startsWith('sqlite:')) return url;
  const [, scheme, authority = '', rest = ''] = /^(\w+:\/\/)([^/?#]*)(.*)$/s.exec(url) ?? [];
  if (scheme === undefined) return /[@=]/.test(url) ? illegible : url;
  const isCut = authority.includes(':') && !authority.includes('@') && rest.includes('@');
  return isCut
    ? illegible
    : `${scheme}${authority.replace(/^.*@/, '')}${rest.replace(/[?#].*$/s, '')}`;
};

const illegible = 'an address that cannot be taken apart';

/** Whether `pg` can take it apart. */
export const isPostgresUrl = (url: string): boolean =>
  /^postgres(?:ql)?:\/\//.test(url) &&
  (URL.canParse(url) || URL.canParse(url.replace('@/', '@host/')));
