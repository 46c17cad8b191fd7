import { once } from 'node:events';
import { copyFileSync, renameSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { standInServer, tcpProxy } from '@partner-incentives/eventstoredb/testing';
import { onServer, postgresForTests, type TestDatabase } from '@partner-incentives/sql/testing';
import { incentives, inFolder } from '../command.js';

let database: TestDatabase;

inFolder(() => incentives('run examples/journals/ir-uk-started.jsonl'));
beforeAll(async () => {
  database = await postgresForTests();
});
afterAll(() => database.drop());

/** A port where nobody listens, until it leads to the test's server. */
const harbour = async () => {
  const { pathname, searchParams, hostname, port, username, password } = new URL(
    database.connectionString,
  );
  const folder = searchParams.get('host');
  const sockets = new Set<Socket>();
  const meet = (near: Socket): void => {
    const far =
      folder === null
        ? connect(Number(port || 5432), hostname)
        : connect(`${folder}/.s.PGSQL.5432`);
    near.pipe(far).pipe(near);
    for (const end of [near, far]) {
      sockets.add(end);
      end.on('error', () => undefined);
      end.on('close', () => {
        near.destroy();
        far.destroy();
      });
    }
  };
  const listening = async (at: number): Promise<Server> => {
    const server = createServer(meet).listen(at, '127.0.0.1');
    await once(server, 'listening');
    return server;
  };
  let server = await listening(0);
  const address = server.address();
  const own = typeof address === 'object' && address !== null ? address.port : 0;
  const close = async (): Promise<void> => {
    for (const each of sockets) each.destroy();
    server.close();
    await once(server, 'close');
  };
  await close();
  const user = searchParams.get('user') ?? `${username}:${password}`;
  return {
    address: `postgres://${user}@127.0.0.1:${String(own)}${pathname}`,
    open: async () => {
      server = await listening(own);
    },
    close,
  };
};

interface LogLine {
  readonly level: string;
  readonly msg: string;
  readonly reason?: string;
  readonly url?: string;
}

/** A worker in this process, with what it has logged so far. */
const launch = (line: string) => {
  const lines: Array<LogLine> = [];
  const running = incentives(line, false, undefined, (text) => {
    if (text.startsWith('{')) lines.push(JSON.parse(text) as LogLine);
  });
  const logged = async (msg: string): Promise<LogLine> => {
    for (;;) {
      const found = lines.find((each) => each.msg === msg);
      if (found !== undefined) return found;
      await Promise.race([setTimeout(20), running]);
    }
  };
  return { running, lines, logged };
};

const json = async (url: string): Promise<unknown> => {
  const response = await fetch(url);
  return { status: response.status, body: await response.json() };
};

const metric = async (url: string, name: string): Promise<string | undefined> =>
  new RegExp(`^${name} (\\d)$`, 'm').exec(await (await fetch(`${url}/metrics`)).text())?.[1];

describe('a worker that starts before its database', () => {
  test('lives and is not ready, says why, and goes on as soon as the database is there', async () => {
    const port = await harbour();
    const { running, logged } = launch(`worker --port 0 --read-store ${port.address}`);
    const { url = '' } = await logged('started');
    expect(await logged('waiting for the read store')).toMatchObject({
      level: 'warn',
      reason: 'The read store is unavailable: it cannot be reached',
      againInMs: expect.any(Number),
    });
    expect(await json(`${url}/health/live`)).toEqual({
      status: 200,
      body: { live: true, reasons: [] },
    });
    expect(await json(`${url}/health/ready`)).toMatchObject({
      status: 503,
      body: {
        ready: false,
        reasons: [
          'the read store does not answer: The read store is unavailable: it cannot be reached',
        ],
        projections: [],
      },
    });
    expect(await metric(url, 'incentives_read_store_up')).toBe('0');
    await port.open();
    await logged('at work');
    while ((await fetch(`${url}/health/ready`)).status !== 200) await setTimeout(20);
    expect(await metric(url, 'incentives_read_store_up')).toBe('1');
    process.emit('SIGTERM');
    expect(await running).toMatchObject({ code: 0, out: expect.stringMatching(/ stopped\.\n$/) });
    await port.close();
  });

  test('ends well when it is told to, still waiting', async () => {
    const port = await harbour();
    const { running, logged, lines } = launch(`worker --port 0 --read-store ${port.address}`);
    await logged('waiting for the read store');
    process.emit('SIGTERM');
    expect((await running).code).toBe(0);
    expect(lines.at(-1)?.msg).toBe('stopped');
  });

  test('ends while the database neither answers nor refuses', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { running, logged } = launch(
      `worker --port 0 --read-store postgres://nobody@127.0.0.1:${String(port)}/rows`,
    );
    const connected = once(silent, 'connection') as Promise<[Socket]>;
    const { url = '' } = await logged('started');
    const [socket] = await connected;
    expect(await json(`${url}/health/ready`)).toMatchObject({
      body: { reasons: ['the read store was not reached yet'] },
    });
    process.emit('SIGTERM');
    expect((await running).code).toBe(0);
    socket.destroy();
    silent.close();
  });

  test('ends where its events were replaced meanwhile: it would follow a file that nobody sees', async () => {
    copyFileSync('.data/incentives.db', 'replaced.db');
    const port = await harbour();
    const { running, logged } = launch(
      `worker --port 0 --store sqlite:replaced.db --read-store ${port.address}`,
    );
    await logged('waiting for the read store');
    copyFileSync('.data/incentives.db', 'restored');
    renameSync('restored', 'replaced.db');
    await port.open();
    const { code, err } = await running;
    expect(code).toBe(2);
    expect(err).toContain('replaced.db was replaced, moved or deleted while it was open');
    await port.close();
  });

  test('--once does not wait: its exit code says so', async () => {
    const port = await harbour();
    const { code, err } = await incentives(
      `worker --once --log-level silent --read-store ${port.address}`,
    );
    expect(code).toBe(2);
    expect(err).toContain('The read store is unavailable: it cannot be reached');
  });
});

describe('a worker that starts before EventStoreDB', () => {
  test('waits for it just so', async () => {
    const server = await standInServer();
    const proxy = await tcpProxy(server);
    await incentives(
      `run examples/journals/ir-uk-started.jsonl --store ${server.connectionString}`,
    );
    await proxy.refuse();
    const store = `${proxy.through(server.connectionString)}&defaultDeadline=1000`;
    const { running, logged } = launch(
      `worker --port 0 --store ${store} --read-store sqlite:of-a-server.rows`,
    );
    const { url = '' } = await logged('at work').then(() => logged('started'));
    while ((await metric(url, 'incentives_store_up')) !== '0') await setTimeout(20);
    expect(await json(`${url}/health/ready`)).toMatchObject({
      status: 503,
      body: {
        reasons: expect.arrayContaining([expect.stringMatching(/^the event store does not/)]),
      },
    });
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect((await logged('the event store does not answer')).level).toBe('warn');
    await proxy.heal();
    await logged('the event store answers again');
    while ((await fetch(`${url}/health/ready`)).status !== 200) await setTimeout(50);
    process.emit('SIGTERM');
    expect((await running).code).toBe(0);
    await proxy.close();
    await server.stop();
  });
});

test.each(['worker --once --log-level silent', 'projections rebuild programs'])(
  '%s names the EventStoreDB that does not answer',
  async (line) => {
    await incentives('worker --once --log-level silent --read-store sqlite:without-a-server.rows');
    const { code, err } = await incentives(
      `${line} --store esdb://127.0.0.1:1?tls=false&defaultDeadline=500 --read-store sqlite:without-a-server.rows`,
    );
    expect(code).toBe(2);
    expect(err).toMatch(
      /esdb:\/\/127\.0\.0\.1:1 does not answer: .+\n {2}→ check that EventStoreDB runs/,
    );
  },
);

describe('a worker that cannot ever begin ends at once', () => {
  const withDatabase = (name: string): string =>
    database.connectionString.replace(/^(\w+:\/\/[^/?#]*)\/[^?#]*/, `$1/${name}`);

  test.each([
    ['no such database', () => withDatabase('no_such_database'), 'has no such database, 3D000'],
    [
      'no such user',
      () =>
        database.connectionString
          .replace(/user=\w+/, 'user=nobody')
          .replace(/\/\/[^@/]+@/, '//nobody:no@'),
      'does not accept the user or the password, 28',
    ],
    ['an address that is none', () => 'postgres://a:b@c:notaport/x', 'cannot be taken apart'],
  ])('%s', async (_what, url, message) => {
    const { code, err } = await incentives(
      `worker --log-level silent --port 0 --read-store ${url()}`,
    );
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  test('rows that a newer version wrote', async () => {
    const newer = await postgresForTests();
    await incentives(`worker --once --log-level silent --read-store ${newer.connectionString}`);
    await onServer(newer.connectionString, 'update incentives.version set version = 99');
    const { code, err } = await incentives(
      `worker --log-level silent --port 0 --read-store ${newer.connectionString}`,
    );
    expect(code).toBe(2);
    expect(err).toContain('was written by a newer version. Upgrade this program');
    await newer.drop();
  });
});
