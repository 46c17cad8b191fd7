import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import type { StreamName } from '@partner-incentives/event-sourcing';
import { readModels } from '@partner-incentives/read-models';
import { interruptible } from '../../src/commands/projections/interruptible.js';
import { healthRoutes } from '../../src/worker/health-routes.js';
import { envelope, incentives } from '../command.js';
import { foldWithBug, inOperatedFolder, liveBuild, plant, withRows } from './operators.js';

inOperatedFolder();

interface LogLine {
  readonly level: string;
  readonly time: string;
  readonly worker: string;
  readonly msg: string;
  readonly url?: string;
}

/** A worker in this process, from its first log lines to its end. */
const working = async (line: string, meanwhile: (url: string) => Promise<void>) => {
  const lines: Array<LogLine> = [];
  let found: (url: string) => void = () => undefined;
  const url = new Promise<string>((resolve) => {
    found = resolve;
  });
  const running = incentives(line, false, undefined, (text) => {
    const logged = JSON.parse(text) as LogLine;
    lines.push(logged);
    if (logged.url !== undefined) found(logged.url);
  });
  try {
    await meanwhile(await url);
  } finally {
    process.emit('SIGTERM');
  }
  return { ...(await running), lines };
};

const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await setTimeout(20);
};

const isReady = async (url: string): Promise<boolean> =>
  (await fetch(`${url}/health/ready`)).status === 200;

describe('worker', () => {
  test('says how it is, follows what is recorded, and stops when told', async () => {
    const ran = await working('worker --port 0', async (url) => {
      expect(await (await fetch(`${url}/health/live`)).json()).toEqual({ live: true, reasons: [] });
      await until(() => isReady(url));
      await incentives('run examples/journals/ir-uk-started.jsonl');
      await until(
        async () => (await incentives('projections status')).out.split(' 0 s ').length === 6,
      );
      const ready = await fetch(`${url}/health/ready`);
      expect(await ready.json()).toMatchObject({
        ready: true,
        reasons: [],
        projections: expect.arrayContaining([
          {
            projection: 'enrollments',
            build: 1,
            stage: 'live',
            state: 'live',
            worker: expect.any(String),
            position: expect.stringMatching(/^\d{16}$/),
          },
        ]),
      });
      expect((await fetch(`${url}/nothing`)).status).toBe(404);
      // Whoever has the leases: start waits for the rows, and takes nothing over.
      expect((await incentives('start')).out).toMatch(/✓ \d+ rows in sqlite:/);
    });
    expect(ran).toMatchObject({ code: 0 });
    expect(ran.out).toMatch(/^✓ \S+ stopped\.\n$/);
    expect(ran.lines.map(({ msg }) => msg)).toEqual(
      expect.arrayContaining(['started', 'claimed', 'draining', 'stopped']),
    );
    for (const { level, time, worker } of ran.lines) {
      expect([level, Number.isNaN(Date.parse(time)), ran.out.includes(worker)]).toEqual([
        'info',
        false,
        true,
      ]);
    }
    await withRows(async (readStore) => {
      for (const { lease } of await readStore.status()) expect(lease).toBeUndefined();
    });
  });

  test('that does not live any more says so, with the reason', async () => {
    const routes = healthRoutes({
      health: () => ({ live: false, ready: false, reasons: ['it did not go round for 60 s'] }),
      status: () => ({
        holder: 'w',
        atMs: 0,
        stopping: false,
        tickedMs: 0,
        heartbeatMs: 5000,
        store: {},
        readStore: {},
        projections: [],
      }),
      metrics: { contentType: 'text/plain', text: async () => '', stop: async () => undefined },
    });
    const live = await routes.request('/health/live');
    expect([live.status, await live.json()]).toEqual([
      503,
      { live: false, reasons: ['it did not go round for 60 s'] },
    ]);
  });

  test('with a port in use says what to do', async () => {
    await working('worker --port 0 --log-level info', async (url) => {
      const { code, err } = await incentives(
        `worker --log-level silent --port ${new URL(url).port}`,
      );
      expect(code).toBe(2);
      expect(err).toMatch(/127\.0\.0\.1:\d+ is in use by another program, or another worker/);
      expect(err).toContain('→ give another with --port');
    });
  });

  test.each([
    ['--projections enrolments', 'expected --projections to be of accounts, locations,'],
    ['--port x', 'expected --port to be a whole number up to 65535, got "x"'],
    ['--port 70000', 'expected --port to be a whole number up to 65535'],
    ['--drain -1', 'expected --drain to be a whole number'],
    ['--log-level loud', 'expected --log-level to be one of debug, info'],
    ['--host 203.0.113.7 --port 0', '203.0.113.7 is no address of this machine'],
    ['--read-store mysql://x', 'expected a read store such as postgres://host/database'],
    ['--store sqlite:none.db', 'expected a store at none.db, but it does not exist'],
  ])('%s', async (options, message) => {
    const { code, out, err } = await incentives(`worker --log-level silent ${options}`);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });

  test('--once brings the rows of those named up to date and ends', async () => {
    const line = 'worker --once --log-level silent --read-store sqlite:other.rows';
    expect(await envelope(`${line} --projections programs,accounts`)).toMatchObject({
      code: 0,
      data: {
        projections: [
          { name: 'accounts', rows: 1, isUpToDate: true },
          { name: 'programs', rows: expect.any(Number), isUpToDate: true },
        ],
      },
    });
  });

  test('--once beside rows of an older version ends when its own build has everything', async () => {
    await foldWithBug({ ...readModels.programs, version: 0, indexedUnder: () => [] });
    await incentives('run examples/journals/ir-uk-started.jsonl');
    const ended = await envelope('worker --once --log-level silent');
    expect([ended.code, ended.status]).toEqual([0, 'pass']);
    const builds = await withRows((readStore) => readStore.status());
    const own = builds.find(({ build, stage }) => build.model === 'programs' && stage !== 'live');
    const { checkpoint } = await withRows((readStore) => liveBuild(readStore, 'accounts'));
    expect(own).toMatchObject({ stage: 'building', build: { schema: 1 } });
    expect(own?.checkpoint?.position).toBe(checkpoint?.position);
    const started = await incentives('start');
    expect(started.err).toContain('incentives projections promote programs');
    expect((await incentives('projections promote programs --yes')).code).toBe(0);
    expect((await incentives('start')).code).toBe(0);
  });
});

describe('a worker as a process', () => {
  const launcher = join(import.meta.dirname, '../../bin/incentives.js');

  const launched = async (
    ...args: ReadonlyArray<string>
  ): Promise<{ readonly child: ChildProcess; readonly url: string }> => {
    const child = spawn(process.execPath, [launcher, 'worker', '--port', '0', ...args], {
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    for await (const line of createInterface({ input: child.stderr })) {
      const { url } = JSON.parse(line) as LogLine;
      if (url !== undefined) {
        child.stderr.resume();
        return { child, url };
      }
    }
    throw new Error('it ended before it listened');
  };

  test('measures what it does, and at SIGTERM gives its leases back and ends well', async () => {
    const readStore = 'sqlite:process.rows';
    const { child, url } = await launched('--read-store', readStore);
    const sample = async (pattern: RegExp): Promise<string> => {
      const found = pattern.exec(await (await fetch(`${url}/metrics`)).text());
      return found?.[1] ?? '';
    };
    const applied =
      /^incentives_projection_events_total\{projection="programs",.*result="applied"\} (\d+)$/m;
    await until(async () => (await sample(applied)) !== '');
    const before = Number(await sample(applied));
    await incentives('run examples/journals/scenario-50.jsonl');
    await until(async () => Number(await sample(applied)) > before);
    expect(await sample(/^# TYPE incentives_projection_apply_seconds (\w+)$/m)).toBe('histogram');
    expect(await sample(/^incentives_store_up (\d)$/m)).toBe('1');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    const { data } = await envelope(`projections status --read-store ${readStore}`);
    const { projections } = data as { projections: ReadonlyArray<{ worker: unknown }> };
    expect(projections.map(({ worker }) => worker)).toEqual([null, null, null, null, null]);
  });
});

describe('a worker whose file is replaced while it runs', () => {
  const replace = (file: string): void => {
    copyFileSync(file, 'restored');
    renameSync('restored', file);
  };
  const copyOver = (file: string): void => {
    copyFileSync('.data/incentives.db.rows', file);
    for (const part of ['-wal', '-shm']) rmSync(`${file}${part}`);
  };

  test.each([
    ['replaced.rows', 'another', replace],
    ['replaced.db', 'another', replace],
    ['replaced.rows', 'the same, written over', copyOver],
  ])('ends, and says what to do: %s is %s', async (file, _what, meddle) => {
    copyFileSync('.data/incentives.db', 'replaced.db');
    const stores = '--store sqlite:replaced.db --read-store sqlite:replaced.rows';
    const running = incentives(`worker --port 0 --log-level silent ${stores}`);
    await until(async () => existsSync('replaced.rows'));
    const status = () => incentives(`projections status ${stores}`);
    await until(async () => (await status()).out.split(' 0 s ').length === 6);
    meddle(file);
    const { code, err } = await running;
    expect(code).toBe(2);
    expect(err).toContain(`incentives: ${file} was replaced, moved or deleted while it was open`);
    expect(err).toContain('→ start it again: it goes on with what is there now');
    for (const left of ['replaced.rows', 'replaced.db']) {
      for (const part of ['', '-wal', '-shm']) rmSync(`${left}${part}`, { force: true });
    }
  });
});

describe('the second signal', () => {
  test('ends the process: nobody listens to it any more', async () => {
    const listening = () => ['SIGINT', 'SIGTERM'].map((signal) => process.listenerCount(signal));
    const before = listening();
    const [during, after] = await interruptible(async (signal) => {
      const counts = listening();
      process.emit('SIGINT');
      expect(signal.aborted).toBe(true);
      return [counts, listening()];
    });
    expect(during).toEqual(before.map((count) => count + 1));
    expect(after).toEqual(before);
    await interruptible(async () => undefined);
    expect(listening()).toEqual(before);
  });
});

describe('a worker of an older version', () => {
  test('is not ready while one of its projections is halted, and lives: a restart would not help', async () => {
    await plant('program-IR' as StreamName, { schemaVersion: 99 });
    await working('worker --port 0', async (url) => {
      await until(async () => (await fetch(`${url}/health/ready`)).status === 503);
      let body: unknown;
      await until(async () => {
        body = await (await fetch(`${url}/health/ready`)).json();
        return JSON.stringify(body).includes('UpgradeRequired');
      });
      expect(body).toMatchObject({ ready: false });
      expect((await fetch(`${url}/health/live`)).status).toBe(200);
    });
  });
});
