import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { SurvivorList } from '../../src/mutation/compare-survivors.js';
import { oneLine } from '../../src/mutation/survivors.js';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

const { survivors } = JSON.parse(
  read('packages/domain/test/mutation-survivors.json'),
) as SurvivorList;

describe('the survivors that stand in the list (#3 §7)', () => {
  test.each(survivors)(
    '$file: $original -> $replacement is in the sources, with a reason',
    (entry) => {
      expect(oneLine(read(entry.file))).toContain(entry.original);
      expect(entry.reason.trim()).not.toBe('');
    },
  );
});
