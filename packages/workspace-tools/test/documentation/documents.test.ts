import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { documents } from '../../src/documentation/documents.js';
import { compileBlocks, runBlock } from '../../src/documentation/run-block.js';
import { createSandbox, type Sandbox } from '../../src/documentation/sandbox.js';
import { withServerFor } from '../../src/documentation/server-for.js';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const all = documents(root);

/** How many blocks of which document are not executed. A new exemption is a change of this file, seen in review. */
const exemptions = JSON.parse(
  readFileSync(join(import.meta.dirname, 'exemptions.json'), 'utf8'),
) as Readonly<Record<string, number>>;

test('each document has as many exempt blocks as the committed list says', () => {
  const counted = all
    .map(({ file, blocks }) => [file, blocks.filter((block) => block.exempt !== undefined).length])
    .filter(([, count]) => count !== 0);
  const blocks = all.flatMap((document) => document.blocks);
  const exempt = blocks.filter((block) => block.exempt !== undefined).length;
  process.stderr.write(
    `documentation: ${blocks.length - exempt} blocks executed, ${exempt} exempt\n`,
  );
  expect(Object.fromEntries(counted)).toEqual(exemptions);
});

test('each block that is given a name is used by a command after it', () => {
  const unused = all.flatMap(({ file, blocks }) =>
    blocks.flatMap(({ name, line, language }, index) => {
      const later = blocks.slice(index).filter((block) => block.language === 'sh');
      const used = name === undefined || later.some(({ code }) => code.includes(name));
      return used || language === 'ts' ? [] : [`${file}:${line} ${name}`];
    }),
  );
  expect(unused).toEqual([]);
});

test('the packages are built, as a reader of the documents has them', () => {
  expect(existsSync(join(root, 'packages', 'cli', 'dist', 'main.js'))).toBe(true);
});

describe.each(all.filter(({ blocks }) => blocks.some((block) => block.exempt === undefined)))(
  'what $file shows is what happens',
  ({ blocks }) => {
    let sandbox: Sandbox;
    let stop = async (): Promise<void> => undefined;
    beforeAll(async () => {
      ({ sandbox, stop } = await withServerFor(blocks, createSandbox(root)));
      compileBlocks(
        blocks.filter((block) => block.exempt === undefined),
        sandbox,
      );
    }, 180_000);
    afterAll(async () => {
      await stop();
      rmSync(dirname(sandbox.dir), { recursive: true });
    });

    test.each(blocks.filter((block) => block.exempt === undefined))(
      'the $language block at line $line',
      (block) => {
        expect(runBlock(block, sandbox)).toBeUndefined();
      },
      180_000,
    );
  },
);
