import { once } from 'node:events';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { CliError } from '../exit-code.js';

/** A server that listens. */
export interface Serving {
  readonly url: string;
  close(): Promise<void>;
}

/** Listens, or says why it cannot. */
export const serve = async (routes: Hono, host: string, port: number): Promise<Serving> => {
  const server = createAdaptorServer({ fetch: routes.fetch });
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw explained(error, host, port);
  }
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${String(actual)}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
};

const explained = (error: unknown, host: string, port: number): unknown => {
  const { code } = error as NodeJS.ErrnoException;
  const where = `${host}:${String(port)}`;
  switch (code) {
    case 'EADDRINUSE':
      return new CliError(
        `${where} is in use by another program, or another worker`,
        'give another with --port; --port 0 takes any that is free',
      );
    case 'EACCES':
      return new CliError(`this user may not listen at ${where}`, 'give a port above 1023');
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new CliError(
        `${host} is no address of this machine`,
        'give one with --host: 127.0.0.1, or 0.0.0.0 for all',
      );
    default:
      return error;
  }
};
