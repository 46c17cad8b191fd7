import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';

export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** A browser, more or less: what the service says over HTTP. */
export const asking = (server: Server) => {
  const { port } = server.address() as AddressInfo;
  const ask = async (path: string, init?: RequestInit): Promise<Reply> => {
    const response = await fetch(`http://127.0.0.1:${String(port)}${path}`, init);
    return { status: response.status, body: await response.json() };
  };
  return {
    get: (path: string): Promise<Reply> => ask(path),
    /** A command in a request that the login has signed. */
    send: (user: string, at: string, command: object): Promise<Reply> =>
      ask('/commands', {
        method: 'POST',
        headers: { 'x-user': user },
        body: JSON.stringify({ at, command }),
      }),
    post: (body: string, headers: Record<string, string> = {}): Promise<Reply> =>
      ask('/commands', { method: 'POST', headers, body }),
  };
};
