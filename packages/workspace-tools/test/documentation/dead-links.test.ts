import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deadLinks } from '../../src/documentation/dead-links.js';
import { documents } from '../../src/documentation/documents.js';

const root = join(import.meta.dirname, '..', '..', '..', '..');

test('no link of a document leads nowhere', () => {
  const files = [...documents(root).map(({ file }) => file), 'CHANGELOG.md'];
  expect(files.flatMap((file) => deadLinks(root, file).map((link) => `${file}: ${link}`))).toEqual(
    [],
  );
});

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'links-'));
});
afterAll(() => {
  rmSync(dir, { recursive: true });
});

test.each([
  ['[a](other.md)', []],
  ['[a](other.md#the-heading-of-it)', []],
  ['# Here\n\n[a](#here)', []],
  ['[a](https://nowhere.example/x)', []],
  ['```text\n[a](gone.md)\n```', []],
  ['[a](gone.md)', ['gone.md']],
  ['[a](other.md#the-headings)', ['other.md#the-headings']],
  ['[a](#there)', ['#there']],
])('%j has the dead links %j', (markdown, dead) => {
  writeFileSync(join(dir, 'other.md'), '## The heading, of "it"!\n');
  writeFileSync(join(dir, 'this.md'), markdown);
  expect(deadLinks(dir, 'this.md')).toEqual(dead);
});
