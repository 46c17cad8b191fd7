import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ConnectionStringError } from './connection-string-error.js';
import { type ConnectionOptions, readConnectionOptions } from './connection-options.js';

export interface EndPoint {
  readonly address: string;
  readonly port: number;
}

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** What a connection string says, checked. */
export interface ConnectionSettings extends ConnectionOptions {
  /** One name that stands for the whole cluster, asked for its members. */
  readonly discover: boolean;
  readonly hosts: readonly [EndPoint, ...EndPoint[]];
  readonly credentials?: Credentials;
}

/**
 * `esdb://[user:password@]host[:port][,host[:port]…][?option=value&…]`, or `esdb+discover://` with one DNS name: what
 * the client itself takes. Throws `ConnectionStringError`.
 */
export const connectionSettings = (connectionString: string): ConnectionSettings => {
  const [, scheme, rest = ''] = /^([^:/?@]*):\/\/(.*)$/s.exec(connectionString.trim()) ?? [];
  if (scheme !== 'esdb' && scheme !== 'esdb+discover') {
    throw new ConnectionStringError('scheme', 'esdb:// or esdb+discover://');
  }
  const query = rest.indexOf('?');
  const authority = query < 0 ? rest : rest.slice(0, query);
  const at = authority.lastIndexOf('@');
  const credentials = at < 0 ? undefined : credentialsIn(authority.slice(0, at));
  const hosts = hostsIn(authority.slice(at + 1).replace(/\/+$/, ''));
  const discover = scheme === 'esdb+discover';
  if (discover && hosts.length > 1) {
    throw new ConnectionStringError(
      'hosts',
      'one DNS name after esdb+discover://; several nodes are named after esdb://',
    );
  }
  const options = optionsIn(query < 0 ? '' : rest.slice(query + 1));
  return { ...options, discover, hosts, ...(credentials && { credentials }) };
};

/** A password that holds a `?` begins before and ends in here: where there is an `@`, nothing is shown. */
const optionsIn = (query: string): ConnectionOptions => {
  try {
    const options = readConnectionOptions(query);
    for (const file of ['tlsCAFile', 'userCertFile', 'userKeyFile'] as const) {
      const path = options[file];
      if (path !== undefined && !existsSync(resolve(path))) {
        throw new ConnectionStringError(file, 'a file that exists', path);
      }
    }
    return options;
  } catch (error) {
    if (!(error instanceof ConnectionStringError && query.includes('@'))) throw error;
    throw new ConnectionStringError(error.part, error.expected);
  }
};

const credentialsIn = (text: string): Credentials => {
  const expected = 'username:password, each percent-encoded';
  const [username = '', password = '', ...more] = text.split(':');
  if (username === '' || password === '' || more.length > 0) {
    throw new ConnectionStringError('credentials', expected);
  }
  try {
    return { username: decodeURIComponent(username), password: decodeURIComponent(password) };
  } catch {
    throw new ConnectionStringError('credentials', expected);
  }
};

const hostsIn = (text: string): readonly [EndPoint, ...EndPoint[]] => {
  const [first = '', ...rest] = text.split(',');
  return [endPointIn(first), ...rest.map(endPointIn)];
};

const endPointIn = (text: string): EndPoint => {
  const [, address, digits = '2113'] = /^([A-Za-z0-9._-]+)(?::(\d{1,5}))?$/.exec(text.trim()) ?? [];
  const port = Number(digits);
  if (address === undefined || port < 1 || port > 65_535) {
    throw new ConnectionStringError('hosts', 'host or host:port, with commas between');
  }
  return { address, port };
};
