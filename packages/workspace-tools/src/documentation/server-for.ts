import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Block } from './blocks-of.js';
import type { Sandbox } from './sandbox.js';

/**
 * The sandbox with a server, where a block asks for one by `ESDB_URL`: our stand-in for EventStoreDB, in a process of
 * its own, because this one stands still while a block runs. It ends when `stop` is called, or this process does.
 */
export const withServerFor = async (
  blocks: ReadonlyArray<Block>,
  sandbox: Sandbox,
): Promise<{ readonly sandbox: Sandbox; stop(): Promise<void> }> => {
  if (!blocks.some(({ code }) => code.includes('ESDB_URL'))) {
    return { sandbox, stop: async () => undefined };
  }
  const server = spawn(process.execPath, ['--input-type=module', '--eval', serve], {
    cwd: sandbox.dir,
    env: sandbox.env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const failed = once(server, 'close').then(() => {
    throw new Error('the stand-in for EventStoreDB did not start');
  });
  const begun = once(server.stdout.setEncoding('utf8'), 'data');
  const [line] = (await Promise.race([begun, failed])) as [string];
  return {
    sandbox: { ...sandbox, env: { ...sandbox.env, ESDB_URL: line.trim() } },
    stop: async () => {
      server.stdin.end();
      await once(server, 'close');
    },
  };
};

const serve = `
  import { standInServer } from '@partner-incentives/eventstoredb/testing';
  const server = await standInServer();
  console.log(server.connectionString);
  process.stdin.resume().on('end', () => process.exit());
`;
