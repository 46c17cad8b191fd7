import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { standInServer } from '@partner-incentives/eventstoredb/testing';

describe('the journal of a stand-in', () => {
  test('brings back what was written, to the byte of its positions, but for a line that ends half-way', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'journal-'));
    const journal = join(directory, 'journal');
    const event = { type: 't', data: '{"é":"\u{1f600}', metadata: '{}' };
    try {
      const first = await standInServer({ journal });
      await first.plant('a-1', event);
      await first.plant('a-1', event);
      const before = first.events();
      await first.stop();
      for (const torn of ['["a-1","2","1', '["a-']) {
        appendFileSync(journal, torn);
        const next = await standInServer({ journal });
        expect(next.events()).toEqual(before);
        await next.stop();
      }
      const last = await standInServer({ journal });
      await last.plant('a-1', event);
      await last.stop();
      const again = await standInServer({ journal });
      expect(again.events().at(-1)).toMatchObject({
        stream: 'a-1',
        revision: 2n,
        data: event.data,
      });
      await again.stop();
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });
});
