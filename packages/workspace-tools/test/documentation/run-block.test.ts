import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { blocksOf } from '../../src/documentation/blocks-of.js';
import { difference } from '../../src/documentation/difference.js';
import { runBlock } from '../../src/documentation/run-block.js';
import { createSandbox, type Sandbox } from '../../src/documentation/sandbox.js';

let sandbox: Sandbox;
beforeAll(() => {
  sandbox = createSandbox(join(import.meta.dirname, '..', '..', '..', '..'));
});
afterAll(() => {
  rmSync(dirname(sandbox.dir), { recursive: true });
});

const fenced = (...parts: ReadonlyArray<readonly [language: string, code: string]>): string =>
  parts.map(([language, code]) => `\`\`\`${language}\n${code}\n\`\`\``).join('\n\n');

/** What is wrong with the first block of that document. */
const wrongWith = (markdown: string): string | undefined => {
  const [block] = blocksOf(markdown);
  return block === undefined ? 'no block' : runBlock(block, sandbox);
};

describe('a document that tells the truth passes', () => {
  test.each([
    ['commands without output', fenced(['sh', 'true'])],
    ['commands and their output', fenced(['sh', 'echo a\necho b >&2'], ['text', 'a\nb'])],
    ['a path with the name of an example', fenced(['sh', 'test -f package.json'])],
    ['TypeScript', fenced(['ts', 'const a: number = 1;\nconsole.log(a + 1); // => 2'])],
    ['TypeScript and a text block', fenced(['ts', 'console.log([1, 2]);'], ['text', '[ 1, 2 ]'])],
    [
      'TypeScript that imports us',
      fenced(['ts', "import * as E from '@partner-incentives/event-sourcing';\nvoid E;"]),
    ],
    ['JSON', fenced(['json', '{ "a": 1 }'])],
    ['a fence of four ticks', '````sh\ntrue\n````'],
  ])('%s', (_, markdown) => {
    expect(wrongWith(markdown)).toBeUndefined();
  });
});

describe('a document that is wrong is caught', () => {
  test.each([
    ['other output', fenced(['sh', 'echo a'], ['text', 'b']), 'but it printed'],
    ['more output than shown', fenced(['sh', 'echo a\necho b'], ['text', 'a']), 'but it printed'],
    ['a command that fails', fenced(['sh', 'false\ntrue']), 'exit status 1'],
    ['an unknown command', fenced(['sh', 'no-such-command']), 'exit status 127'],
    ['a wrong value', fenced(['ts', 'console.log(1); // => 2']), 'but it printed'],
    ['a type error', fenced(['ts', "export const a: number = 'a';"]), 'does not compile'],
    ['an unknown import', fenced(['ts', "import '@partner-incentives/none';"]), 'not compile'],
    ['TypeScript that throws', fenced(['ts', "throw new Error('x');"]), 'exit status 1'],
    ['broken JSON', fenced(['json', '{ a: 1 }']), 'SyntaxError'],
    ['a language nobody runs', fenced(['yaml', 'a: 1']), 'not executed: reason'],
    ['no language', fenced(['', 'npm start']), 'not executed: reason'],
    ['output of nothing', fenced(['text', 'a']), 'not executed: reason'],
  ])('%s', (_, markdown, message) => {
    expect(wrongWith(markdown)).toContain(message);
  });
});

describe('blocks', () => {
  test('an exemption is the line above, with its reason', () => {
    const exempt = (above: string): unknown =>
      blocksOf(`${above}\n\`\`\`sh\nnpm test\n\`\`\``)[0]?.exempt;
    expect(exempt('<!-- not executed: it runs this very test -->')).toBe('it runs this very test');
    expect(exempt('<!-- not executed: why -->\n')).toBe('why');
    expect(exempt('<!-- not executed: -->')).toBeUndefined();
    expect(exempt('<!-- not executed: why -->\nOther words.')).toBeUndefined();
  });

  test('an exempt block takes its output with it', () => {
    const markdown = `<!-- not executed: why -->\n${fenced(['sh', 'x'], ['text', 'y'])}`;
    expect(blocksOf(markdown)).toMatchObject([{ exempt: 'why', output: 'y' }]);
  });

  test('words between a block and a text block part them', () => {
    const markdown = `${fenced(['sh', 'x'])}\nWords.\n${fenced(['text', 'y'])}`;
    expect(blocksOf(markdown)).toHaveLength(2);
  });

  test('a block with a name is a file for the commands after it', () => {
    const [journal, command] = blocksOf(
      `${fenced(['jsonl first.jsonl', '{}'])}\n${fenced(['sh', 'cat first.jsonl'], ['text', '{}'])}`,
    );
    expect(journal && runBlock(journal, sandbox)).toBeUndefined();
    expect(command && runBlock(command, sandbox)).toBeUndefined();
    expect(existsSync(join(sandbox.dir, 'first.jsonl'))).toBe(true);
  });
});

describe('what is left out', () => {
  test.each([
    ['a\n...\nd', 'a\nb\nc\nd\n', true],
    ['a\n...\nd', 'a\nd', true],
    ['a\n...\nd', 'a\nb\nc', false],
    ['...\nd', 'c\nd', true],
    ['a\n...', 'a\nb', true],
    ['in … ms', 'in 12 ms', true],
    ['in … ms', 'in 12\n ms', false],
    ['a.c', 'abc', false],
    ['a', 'a  \n\n', true],
    ['', 'a', false],
  ])('%j shows %j: %s', (shown, printed, same) => {
    expect(difference(shown, printed) === undefined).toBe(same);
  });
});
