import { spawnSync } from 'node:child_process';
import { closeSync, cpSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Instant, StreamName } from '@partner-incentives/event-sourcing';
import { readModels } from '@partner-incentives/read-models';
import { findingsOf } from '../../src/commands/projections/findings.js';
import type { Standing } from '../../src/commands/projections/standing.js';
import { nodeVersion } from '../../src/commands/doctor/node-version.js';
import { envelope, incentives } from '../command.js';
import {
  foldWithBug,
  inOperatedFolder,
  plant,
  throwing,
  withRows,
  liveBuild,
} from './operators.js';

inOperatedFolder(async () => {
  cpSync('.data', 'healthy', { recursive: true });
});

beforeEach(() => {
  rmSync('.data', { recursive: true });
  cpSync('healthy', '.data', { recursive: true });
});

interface Check {
  readonly ok: boolean;
  readonly code?: string;
  readonly message: string;
  readonly next?: string;
}

/** What it finds, as a person and as a program see it. */
const found = async (options = ''): Promise<ReadonlyArray<Check>> => {
  const line = `doctor ${options}`.trim();
  const { code, data } = await envelope(line);
  const wrong = (data as { checks: ReadonlyArray<Check> }).checks.filter(({ ok }) => !ok);
  expect(code).toBe(wrong.length === 0 ? 0 : 1);
  const asText = await incentives(line);
  expect([asText.code, asText.err]).toEqual([code, '']);
  expect(asText.out.match(/^✗ /gm)?.length ?? 0).toBe(wrong.length);
  for (const { next = 'nothing' } of wrong) expect(asText.out).toContain(`  → ${next}\n`);
  return wrong;
};

describe('doctor', () => {
  test('finds nothing where all is well', async () => {
    expect(await found()).toEqual([]);
    const { out } = await incentives('doctor');
    expect(out).toMatch(
      /^✓ node [\d.]+\n✓ store sqlite:\S+: head @\d+\n✓ read store sqlite:\S+: 5 builds\n✓ projections accounts,.*\n✓ no submission is past/,
    );
  });

  test('a store that is not there, and one that is none', async () => {
    expect(await found('--store sqlite:none.db')).toMatchObject([
      { code: 'StoreUnreachable', message: expect.stringContaining('none.db') },
      { code: 'ReadStoreUnreachable', message: expect.stringContaining('none.db.rows') },
    ]);
    writeFileSync('text.db', 'no database '.repeat(100));
    expect(await found('--store sqlite:text.db')).toMatchObject([
      { code: 'StoreUnreachable', message: expect.stringContaining('is not a database') },
      { code: 'ReadStoreUnreachable' },
    ]);
  });

  test('a read store that cannot be reached, without showing its password', async () => {
    const [unreachable] = await found('--read-store postgres://me:secret@127.0.0.1:9/none');
    expect(unreachable).toMatchObject({ code: 'ReadStoreUnreachable' });
    expect(JSON.stringify(unreachable)).not.toContain('secret');
  });

  test('rows that a newer version wrote', async () => {
    // In a process of its own: once that is over, the header is in the file and nowhere else.
    const launcher = join(import.meta.dirname, '../../bin/incentives.js');
    const line = 'worker --once --log-level silent --read-store sqlite:newer.rows';
    const made = spawnSync(process.execPath, [launcher, ...line.split(' ')], {
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    expect(made.status).toBe(0);
    const file = openSync('newer.rows', 'r+');
    writeSync(file, Buffer.from([0, 0, 3, 232]), 0, 4, 60);
    closeSync(file);
    expect(await found('--read-store sqlite:newer.rows')).toMatchObject([
      {
        code: 'NewerSchema',
        message: expect.stringContaining('was written by a newer version'),
        next: 'upgrade this program',
      },
    ]);
  });

  test('rows that nobody folds', async () => {
    await incentives('run examples/journals/ir-uk-started.jsonl');
    expect(await found()).toMatchObject([
      {
        code: 'NoWorker',
        message: 'no worker keeps up accounts, eligibility, enrollments, locations, programs',
        next: 'incentives worker',
      },
    ]);
    expect(await found('--read-store sqlite:.data/incentives.db.rows')).toMatchObject([
      { code: 'NoWorker' },
    ]);
  });

  test('projections without rows', async () => {
    await incentives(
      'worker --once --projections programs --log-level silent --read-store sqlite:few.rows',
    );
    const codes = (await found('--read-store sqlite:few.rows')).map(({ code }) => code);
    expect(codes).toEqual(['NotBuilt', 'NotBuilt', 'NotBuilt', 'NotBuilt', 'NoWorker']);
    rmSync('few.rows');
  });

  test('a paused projection, with who and why', async () => {
    await incentives('projections pause programs --because test --by ops');
    expect(await found()).toMatchObject([
      {
        code: 'Paused',
        message: expect.stringMatching(/^programs v1 paused [\d.]+ s by ops: test$/),
        next: 'incentives projections resume programs',
      },
    ]);
  });

  test('a halted one, with the reason', async () => {
    await plant('program-IR' as StreamName, { schemaVersion: 99 });
    await incentives('worker --once --log-level silent');
    const halted = (await found()).filter(({ code }) => code === 'UpgradeRequired');
    expect(halted).not.toEqual([]);
    expect(halted[0]?.message).toMatch(/^\w+ v1 halted: UpgradeRequired: /);
    expect(halted[0]?.next).toContain('run workers of the newer version');
  });

  test('parked keys', async () => {
    await foldWithBug(throwing);
    expect(await found()).toMatchObject([
      {
        code: 'Parked',
        message: 'enrollments v2: 1 key parked',
        next: 'incentives projections parked list enrollments',
      },
    ]);
  });

  test('builds that are kept, and built ones that nobody promoted', async () => {
    await incentives('projections rebuild programs --yes');
    await incentives('projections rebuild programs');
    expect(await found()).toMatchObject([
      { code: 'BuildKept', next: 'incentives projections drop programs --build 1' },
      { code: 'NotPromoted', next: 'incentives projections promote programs --build 3' },
    ]);
  });

  test('live rows of another schema', async () => {
    await foldWithBug({
      ...readModels.programs,
      version: 7,
      indexedUnder: () => [],
      evolve: () => undefined,
    });
    expect(await found()).toMatchObject([{ code: 'OtherSchema', next: 'upgrade this program' }]);
  });

  test('a worker that does not poll any more', () => {
    const standing: Standing = {
      projection: 'programs',
      build: 1,
      schema: 1,
      stage: 'live',
      state: 'live',
      position: null,
      behind: { events: 0, exact: true, seconds: 0 },
      rows: 0,
      parked: 0,
      handled: { applied: 0, ignored: 0, foreign: 0 },
      worker: { holder: 'w-2', epoch: 1 },
      polledAt: '2026-01-01T00:00:00.000Z' as Instant,
      committedAt: null,
      paused: null,
      halted: null,
    };
    expect(findingsOf([standing], '2026-01-01T00:00:30.000Z' as Instant)).toEqual([]);
    expect(findingsOf([standing], '2026-01-01T00:00:31.000Z' as Instant)).toEqual([
      {
        code: 'Stalled',
        message: 'programs v1: w-2 has not polled for 31 s',
        next: 'restart w-2',
      },
    ]);
  });

  test('rows that lag although somebody has the lease', async () => {
    await withRows(async (readStore) => {
      const { build } = await liveBuild(readStore, 'programs');
      await readStore.claim(build, 'w-2', 60_000);
    });
    await incentives('run examples/journals/ir-uk-started.jsonl');
    const codes = (await found()).map(({ code, message }) => [code, message.split(' ')[0]]);
    expect(codes).toContainEqual(['Lagging', 'programs']);
  });

  test('a history that is not the one the rows were folded from, before a worker notices', async () => {
    await incentives('run examples/journals/scenario-09.jsonl --store sqlite:another.db');
    const diverged = await found(
      '--store sqlite:another.db --read-store sqlite:.data/incentives.db.rows',
    );
    expect(diverged.map(({ code }) => code)).toContain('HistoryDiverged');
    expect(diverged[0]?.next).toContain('incentives projections rebuild');
    const rows = '--read-store sqlite:.data/incentives.db.rows';
    const status = await incentives(`projections status --store sqlite:another.db ${rows}`);
    expect(status.code).toBe(1);
    expect(status.out).toContain('! programs v1 was folded from another history');
    const once = `worker --once --log-level silent --store sqlite:another.db ${rows}`;
    const { code, out } = await incentives(once);
    expect([code, out]).toEqual([
      1,
      '✗ not up to date: accounts, eligibility, enrollments, locations, programs\n→ incentives doctor\n',
    ]);
    await incentives(`projections rebuild programs --yes --store sqlite:another.db ${rows}`);
    expect(
      (await incentives(`projections verify programs --store sqlite:another.db ${rows}`)).code,
    ).toBe(0);
    const about = (
      await found('--store sqlite:another.db --read-store sqlite:.data/incentives.db.rows')
    ).filter(({ message }) => message.startsWith('programs v1'));
    expect(about).toMatchObject([
      { code: 'HistoryDiverged', next: 'incentives projections drop programs --build 1' },
    ]);
    const back = `projections rollback programs --yes --store sqlite:another.db ${rows}`;
    expect((await incentives(back)).err).toContain('programs v1 halted: HistoryDiverged');
  });

  test('submissions past the validation service level', async () => {
    await incentives('start --store sqlite:year.db');
    await incentives('worker --once --log-level silent --store sqlite:year.db');
    expect(await found('--store sqlite:year.db')).toMatchObject([
      {
        code: 'SubmissionsOverdue',
        message: '1 submission past the validation service level',
        next: 'incentives queue',
      },
    ]);
  });

  test('a Node that is too old', () => {
    expect(nodeVersion('20.18.3')).toMatchObject({ ok: false, code: 'NodeTooOld' });
    expect(nodeVersion('18.20.0')).toMatchObject({ ok: false });
    expect(nodeVersion('20.19.0')).toMatchObject({ ok: true });
    expect(nodeVersion('22.0.0')).toMatchObject({ ok: true });
  });
});
