import { fork } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { standInServer } from '@partner-incentives/eventstoredb/testing';
import { describe, expect, jest, test } from '@jest/globals';

// For a machine that is busy; a deadline to catch what hangs.
jest.setTimeout(60_000);

const run = async (...args: ReadonlyArray<string>) => {
  const child = fork(join(import.meta.dirname, 'bare', 'store-process.mjs'), [...args], {
    execArgv: [],
  });
  const messages: unknown[] = [];
  child.on('message', (message) => messages.push(message));
  await once(child, 'exit');
  return { code: child.exitCode, signal: child.signalCode, messages };
};

describe('a process that uses the store', () => {
  test('ends by itself once the store is closed, whatever was under way', async () => {
    const server = await standInServer();
    expect(await run('closes', server.connectionString)).toEqual({
      code: 0,
      signal: null,
      messages: ['closed'],
    });
    await server.stop();
  });

  test('ends by itself once the store is closed that never reached a server', async () => {
    const outcome = { code: 0, signal: null, messages: ['closed'] };
    expect(await run('closes', 'esdb://127.0.0.1:1?tls=false')).toEqual(outcome);
  });

  test('ends by itself once the store is closed whose seeds say nothing', async () => {
    const silent = createServer(() => undefined);
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const seeds = `127.0.0.1:${port},localhost:${port}?tls=false&gossipTimeout=3600`;
    const outcome = { code: 0, signal: null, messages: ['closed'] };
    expect(await run('leaves', `esdb://${seeds}`)).toEqual(outcome);
    silent.close();
  });

  test('does not load the client before it calls the store', async () => {
    expect(await run('imports', 'esdb://127.0.0.1:1?tls=false')).toEqual({
      code: 0,
      signal: null,
      messages: [{ afterOpening: false, afterCalling: true }],
    });
  });
});
