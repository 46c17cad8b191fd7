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

/** As it may be shown: without user, password and options, whatever kind of address it is. */
export const shownUrl = (url: string): string =>
  url.startsWith('sqlite:') ? url : url.replace(/(?<=:\/\/)[^/]*@/, '').replace(/\?.*$/, '');
