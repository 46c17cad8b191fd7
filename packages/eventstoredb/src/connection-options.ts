import { ConnectionStringError } from './connection-string-error.js';

export type NodePreference = 'leader' | 'follower' | 'read_only_replica' | 'random';

/** The options of a connection string, by the client's names. */
export interface ConnectionOptions {
  readonly tls?: boolean;
  readonly tlsCAFile?: string;
  readonly userCertFile?: string;
  readonly userKeyFile?: string;
  readonly connectionName?: string;
  /** Which node of a cluster answers `readAll`, `head` and subscriptions. Streams are read and written at the leader. */
  readonly nodePreference?: NodePreference;
  readonly maxDiscoverAttempts?: number;
  /** Milliseconds. */
  readonly discoveryInterval?: number;
  /** Seconds. */
  readonly gossipTimeout?: number;
  /** Milliseconds; -1 switches it off. */
  readonly keepAliveInterval?: number;
  /** Milliseconds; -1 switches it off. */
  readonly keepAliveTimeout?: number;
  /** Milliseconds: how long an append or a read may take where `deadlines` do not say. */
  readonly defaultDeadline?: number;
}

type Reader = (name: string, value: string) => boolean | number | string | undefined;

/** `name=value&…`; names as the client takes them, in any case, `_` and `-` ignored. Throws `ConnectionStringError`. */
export const readConnectionOptions = (query: string): ConnectionOptions => {
  const options: Record<string, boolean | number | string> = {};
  for (const pair of query.split('&')) {
    if (pair === '' && query === '') break;
    const [, given = pair, value = ''] = /^([^=]+)=(.+)$/.exec(pair) ?? [];
    const name = value === '' ? undefined : names.get(flat(given));
    const read = name === undefined ? undefined : readers[name];
    if (name === undefined || read === undefined) {
      throw new ConnectionStringError('options', `name=value, names of ${known}`, given);
    }
    const option = read(name, value.trim());
    if (option !== undefined) options[name] = option;
  }
  if ((options['userCertFile'] === undefined) !== (options['userKeyFile'] === undefined)) {
    throw new ConnectionStringError('userCertFile', 'userCertFile and userKeyFile together');
  }
  return options;
};

const truth: Reader = (name, value) => {
  if (value !== 'true' && value !== 'false') {
    throw new ConnectionStringError(name, 'true or false', value);
  }
  return value === 'true';
};

const text: Reader = (name, value) => {
  try {
    return decodeURIComponent(value);
  } catch {
    throw new ConnectionStringError(name, 'percent-encoded text', value);
  }
};

const count: Reader = (name, value) => {
  if (!/^[1-9]\d{0,9}$/.test(value)) throw new ConnectionStringError(name, 'a whole number', value);
  return Number(value);
};

const milliseconds: Reader = (name, value) => (value === '-1' ? -1 : count(name, value));

const preference: Reader = (name, value) => {
  const found = preferences.find((each) => flat(each) === flat(value));
  if (found === undefined) throw new ConnectionStringError(name, preferences.join(', '), value);
  return found;
};

/** The client does not verify less by it, whoever thinks it does should hear so. */
const alwaysVerified: Reader = (name, value) => {
  if (truth(name, value) === false) {
    throw new ConnectionStringError(name, 'true: name the authority by tlsCAFile instead', value);
  }
  return undefined;
};

/** Taken, and without effect: a conflict is always an answer here. */
const withoutEffect: Reader = (name, value) => {
  truth(name, value);
  return undefined;
};

const preferences = ['leader', 'follower', 'read_only_replica', 'random'] as const;

const readers: Readonly<Record<string, Reader>> = {
  tls: truth,
  tlsCAFile: text,
  tlsVerifyCert: alwaysVerified,
  userCertFile: text,
  userKeyFile: text,
  connectionName: text,
  nodePreference: preference,
  maxDiscoverAttempts: count,
  discoveryInterval: count,
  gossipTimeout: count,
  keepAliveInterval: milliseconds,
  keepAliveTimeout: milliseconds,
  defaultDeadline: count,
  throwOnAppendFailure: withoutEffect,
};

const flat = (name: string): string => name.trim().toLowerCase().replace(/[_-]/g, '');
const names = new Map(Object.keys(readers).map((name) => [flat(name), name]));
const known = Object.keys(readers).join(', ');
