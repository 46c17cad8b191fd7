import { rmSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { envelope, incentives, inFolder } from '../command.js';
import { foldWithBug, plant, rows, store, throwing, withRows } from './operators.js';
import type { StreamName } from '@partner-incentives/event-sourcing';

inFolder(async () => {
  await incentives('start');
});

const asked = [
  'overview --as priya',
  'overview --as soren --locale fr',
  'actions --as priya',
  'requirements CSP-INDIRECT Berlin --as priya',
  'inbox --as priya',
  'prompt CSP-INDIRECT Madrid --as priya',
  'queue',
  'roll-forward',
  'roles --as tomas',
];

const idsIn = (data: unknown): ReadonlyArray<string> =>
  (data as ReadonlyArray<{ submissionId: string }>).map(({ submissionId }) => submissionId);

describe('views from a read store', () => {
  test.each(asked)('%s: the same rows, the same text', async (line) => {
    const folded = await envelope(line);
    expect(folded.code).toBe(0);
    expect(folded.data).not.toEqual([]);
    expect(await envelope(`${line} --read-store ${rows}`)).toEqual(folded);
    expect((await incentives(`${line} --read-store ${rows}`)).out).toBe(
      (await incentives(line)).out,
    );
  });

  test('looking back folds the events, whether there are rows or not', async () => {
    const line = 'overview --as priya --at 2024-02-12';
    expect(await envelope(`${line} --read-store ${rows}`)).toEqual(await envelope(line));
  });

  test('rows that are behind are not taken for the truth, but with --stale', async () => {
    const before = await envelope(`queue --read-store ${rows}`);
    await incentives('projections pause enrollments --because test');
    writeFileSync(
      'later.jsonl',
      '{"at":"2025-01-01","actor":"system:MS","command":{"type":"DiscontinueProgram","programId":"HOSTING"}}\n',
    );
    expect(await incentives('run later.jsonl')).toMatchObject({ code: 0, err: '' });
    await incentives('worker --once --log-level silent');
    const { code, err } = await incentives(`queue --read-store ${rows}`);
    expect(code).toBe(2);
    expect(err).toMatch(
      /The rows are at \d{16}, not yet at \d{16}, and waiting is useless: enrollments is paused/,
    );
    expect(err).toContain('--stale answers from what there is');
    const stale = await envelope(`queue --stale --read-store ${rows}`);
    expect(idsIn(stale.data)).toEqual(idsIn(before.data));
    await incentives('projections resume enrollments');
    await incentives('worker --once --log-level silent');
    expect((await incentives(`queue --read-store ${rows}`)).code).toBe(0);
  });

  test('an event of nobody knows who as the last one changes neither the moment nor the switches', async () => {
    const line = 'overview --as priya';
    const before = await envelope(`${line} --read-store ${rows}`);
    const said = (await incentives(`${line} --read-store ${rows}`)).out;
    await plant('program-MCI' as StreamName, { type: 'OfOthers', metadata: { of: 'others' } });
    await incentives('worker --once --log-level silent');
    expect((await envelope(`${line} --read-store ${rows}`)).data).toEqual(before.data);
    expect((await incentives(`${line} --read-store ${rows}`)).out).toBe(said);
  });

  test('rows that miss events that could not be folded say so', async () => {
    await foldWithBug(throwing);
    const { out } = await incentives(`overview --as priya --read-store ${rows}`);
    expect(out).toMatch(/! \d+ rows of these miss what was recorded last → incentives projections/);
  });

  test('a read store without rows, or none at all: what to do', async () => {
    await withRows(async () => undefined);
    const empty = await incentives(`queue --read-store sqlite:none.rows`);
    expect(empty.err).toContain('expected a read store at none.rows, but it does not exist');
    const few = 'sqlite:few.rows';
    await incentives(`worker --once --projections programs --log-level silent --read-store ${few}`);
    const { code, err } = await incentives(`queue --stale --read-store ${few}`);
    expect(code).toBe(2);
    expect(err).toContain('Run a worker on this read store: incentives worker');
    rmSync('few.rows');
  });
});

describe('start', () => {
  test('beside a store that was deleted and made anew builds the rows anew', async () => {
    for (const end of ['', '-wal', '-shm']) rmSync(`.data/incentives.db${end}`, { force: true });
    const { code, data, err } = await envelope('start examples/journals/ir-uk-invited.jsonl');
    expect([code, err]).toEqual([0, '']);
    const { overviews } = data as { overviews: ReadonlyArray<{ account?: string }> };
    expect(overviews).not.toEqual([]);
    const { out } = await incentives('projections verify');
    expect(out.match(/^✓/gm)).toHaveLength(5);
    expect((await incentives(`doctor --store ${store}`)).out).not.toContain('HistoryDiverged');
  });

  test('another time folds only what is new', async () => {
    const before = await withRows((readStore) => readStore.status());
    expect((await incentives('start')).out).toContain(`rows in ${rows}`);
    const after = await withRows((readStore) => readStore.status());
    expect(after.map(({ handled }) => handled)).toEqual(before.map(({ handled }) => handled));
    expect(after.map(({ lease }) => lease)).toEqual(before.map(() => undefined));
  });
});
