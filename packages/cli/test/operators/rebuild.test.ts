import { describe, expect, test } from '@jest/globals';
import { runProgram } from '../../src/program.js';
import { envelope, incentives } from '../command.js';
import { foldWithBug, inOperatedFolder, misnaming, withRows } from './operators.js';

inOperatedFolder();

/** As somebody at a terminal who types the same answer to every question. */
const typing = async (typed: string, line: string) => {
  const said = { out: '', err: '' };
  const code = await runProgram(line.split(' '), {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    isTerminal: true,
    ask: async (question) => {
      said.err += question;
      return typed;
    },
  });
  return { code, ...said };
};

const stages = (): Promise<ReadonlyArray<string>> =>
  withRows(async (readStore) =>
    (await readStore.status())
      .filter(({ build }) => build.model === 'programs')
      .map(({ build, stage }) => `v${String(build.build)} ${stage}`)
      .toSorted(),
  );

describe('a rebuild after a bug', () => {
  test('verify finds the rows that are not as replayed, and names the first', async () => {
    expect((await incentives('projections verify')).code).toBe(0);
    await foldWithBug(misnaming);
    const { code, out } = await incentives('projections verify programs');
    expect(code).toBe(1);
    expect(out).toMatch(
      /✗ programs v2 up to @\d+: 0 rows as replayed, 4 differ, 0 missing, 0 extra/,
    );
    expect(out).toMatch(/ {2}program-\w+\n {4}data\.name: ".+" → "misnamed"\n/);
    expect(out).toContain('→ incentives projections rebuild programs');
    const { data } = await envelope('projections verify');
    expect(data).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          build: { model: 'programs', build: 2, schema: 1 },
          rows: { same: 0, differ: 4, missing: 0, extra: 0 },
          first: expect.objectContaining({ kind: 'differs' }),
        }),
      ]),
    );
    const digests = data as ReadonlyArray<{
      build: { model: string };
      digest: { stored: string; replayed: string };
    }>;
    for (const { build, digest } of digests) {
      expect([build.model, digest.stored === digest.replayed]).toEqual([
        build.model,
        build.model !== 'programs',
      ]);
    }
  });

  test('--plan says what would be done, and begins nothing', async () => {
    const { code, out } = await incentives('projections rebuild programs --plan');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^Plan {2}a new build beside programs v2 · ≈\d+ events · 4 rows · reads stay on/,
    );
    expect(out).toContain('Nothing done (--plan).');
    expect(await stages()).toEqual(['v2 live']);
  });

  test('with nobody at a terminal it compares and stops before promoting', async () => {
    const { code, out } = await incentives('projections rebuild programs');
    expect(code).toBe(0);
    expect(out).toContain('Compare v2/v3: 0 rows same, 4 differ, 0 missing, 0 extra');
    expect(out).toMatch(/data\.name: "misnamed" → ".+"/);
    expect(out).toContain('Not promoted: reads stay on programs v2.');
    expect(out).toContain('→ incentives projections promote programs --build 3 --yes');
    expect(await stages()).toEqual(['v2 live', 'v3 building']);
  });

  test('goes on with one that was begun; a wrong word promotes nothing, its name does', async () => {
    const refused = await typing('yes', 'projections rebuild programs --build 3');
    expect(refused.code).toBe(0);
    expect(refused.err).toMatch(/Compare v2\/v3.*\n[^]*Type {2}programs {2}to promote v3: $/);
    expect(refused.out).toContain('Not promoted');
    expect(await stages()).toEqual(['v2 live', 'v3 building']);
    const agreed = await typing('programs', 'projections rebuild programs --build 3');
    expect(agreed).toMatchObject({ code: 0 });
    expect(agreed.out).toContain('✓ programs v3 is live, programs v2 is kept.');
    expect(await stages()).toEqual(['v2 kept', 'v3 live']);
    expect((await incentives('projections verify programs')).code).toBe(0);
  });

  test('is rolled back while the other is kept: plan, word, and back again', async () => {
    const plan = await incentives('projections rollback programs --plan');
    expect(plan.out).toContain('Plan  read programs v2 (4 rows) instead of programs v3 (4 rows)');
    const unasked = await incentives('projections rollback programs');
    expect(unasked).toMatchObject({ code: 2, out: '' });
    expect(unasked.err).toContain('nobody is here to agree to this: Plan  read programs v2');
    expect(unasked.err).toContain('→ add --yes');
    expect((await typing('no', 'projections rollback programs')).err).toContain(
      'expected programs, got "no"; nothing was done',
    );
    expect(await stages()).toEqual(['v2 kept', 'v3 live']);
    expect(await envelope('projections rollback programs --yes')).toMatchObject({
      code: 0,
      data: { live: { build: 2 }, kept: { build: 3 } },
    });
    expect(await envelope('projections rollback programs --yes')).toMatchObject({ code: 0 });
    expect(await stages()).toEqual(['v2 kept', 'v3 live']);
  });

  test('the kept one is dropped once somebody agrees', async () => {
    const dropped = await typing('programs', 'projections drop programs');
    expect(dropped.err).toContain(
      'Plan  drop programs v2 (kept) with 4 rows; a promotion cannot be',
    );
    expect(dropped.out).toContain('✓ programs v2 is gone.');
    expect(await stages()).toEqual(['v3 live']);
  });

  test('all in one for scripts: --yes', async () => {
    expect(await envelope('projections rebuild programs --yes')).toMatchObject({
      code: 0,
      err: '',
      data: { promoted: true, comparison: { same: 4, differ: 0, missing: 0, extra: 0 } },
    });
    expect(await stages()).toEqual(['v3 kept', 'v4 live']);
  });

  test('one that is behind is not promoted', async () => {
    await withRows((readStore) => readStore.begin('programs', 1));
    const { code, err } = await incentives('projections promote programs --yes');
    expect(code).toBe(2);
    expect(err).toContain('programs v5 is behind programs v4, or was dropped meanwhile');
  });

  test('a paused one does not catch up, and says so', async () => {
    await incentives('projections pause programs --build 5 --because test');
    const { code, out } = await incentives('projections rebuild programs --build 5');
    expect(code).toBe(1);
    expect(out).toContain('✗ programs v5 is paused; reads stay as they were.');
    expect(out).toContain('→ to go on: incentives projections rebuild programs --build 5');
  });

  test.each([
    ['rebuild program', 'expected a projection, one of accounts'],
    ['rebuild programs --build 4', 'programs v4 is live, not building'],
    ['verify program', 'expected a projection, one of accounts'],
  ])('%s', async (line, message) => {
    const { code, err } = await incentives(`projections ${line}`);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});
