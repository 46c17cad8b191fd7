import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Block } from './blocks-of.js';
import { difference } from './difference.js';
import type { Sandbox } from './sandbox.js';

/** Undefined when the block does what its document says, else what it does instead. */
export const runBlock = (block: Block, sandbox: Sandbox): string | undefined => {
  if (block.name !== undefined) {
    writeFileSync(join(sandbox.dir, block.name), `${block.code}\n`);
    if (block.language !== 'ts') return undefined;
  }
  const file = fileOf(block);
  switch (block.language) {
    case 'sh':
      return outcome(block, run(sandbox, 'sh', ['-e', '-c', block.code]));
    case 'ts':
      return runTypeScript(block, sandbox);
    case 'jsonl':
      writeFileSync(join(sandbox.dir, file), `${block.code}\n`);
      return outcome(block, run(sandbox, 'incentives', ['run', file, '--store', 'memory:']));
    case 'json':
      return parsed(block.code);
    default:
      return (
        `nobody knows how to run a block of "${block.language}"; ` +
        'mark it with <!-- not executed: reason --> in the line above'
      );
  }
};

interface Run {
  readonly status: number | null;
  readonly output: string;
}

const run = (sandbox: Sandbox, command: string, args: ReadonlyArray<string>): Run => {
  // One pipe for both, so that what is compared is in the order a reader at a terminal would see.
  const joined = spawnSync('sh', ['-c', '"$0" "$@" 2>&1', command, ...args], {
    cwd: sandbox.dir,
    env: sandbox.env,
    encoding: 'utf8',
    timeout: 120_000,
  });
  return { status: joined.status, output: joined.stdout };
};

const outcome = ({ output }: Block, ran: Run): string | undefined => {
  if (ran.status !== 0) return `exit status ${String(ran.status)}\n${ran.output}`;
  return output === undefined ? undefined : difference(output, ran.output);
};

const parsed = (code: string): string | undefined => {
  try {
    JSON.parse(code);
    return undefined;
  } catch (error) {
    return String(error);
  }
};

/**
 * Compiles the TypeScript blocks of a document, together, as a reader would compile each: what the compiler says stays
 * in the sandbox for the block it is about.
 */
export const compileBlocks = (blocks: ReadonlyArray<Block>, sandbox: Sandbox): void => {
  const files = blocks.filter(({ language }) => language === 'ts').map(fileOf);
  if (files.length === 0) return;
  for (const block of blocks) {
    if (block.language === 'ts') writeFileSync(join(sandbox.dir, fileOf(block)), `${block.code}\n`);
  }
  const { output } = run(sandbox, 'tsc', [...options, ...files]);
  writeFileSync(join(sandbox.dir, complaints), output);
};

const complaints = 'compiler-says.txt';

const isCompiled = (block: Block, { dir }: Sandbox): boolean => {
  const source = join(dir, fileOf(block));
  return (
    existsSync(join(dir, complaints)) &&
    existsSync(source) &&
    readFileSync(source, 'utf8') === `${block.code}\n`
  );
};

/** Each `// => …` is a line that the compiled block prints. */
const runTypeScript = (block: Block, sandbox: Sandbox) => {
  const file = fileOf(block);
  if (!isCompiled(block, sandbox)) compileBlocks([block], sandbox);
  const said = readFileSync(join(sandbox.dir, complaints), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith(`${file}(`));
  if (said.length > 0) return `does not compile\n${said.join('\n')}`;
  const printed = [...block.code.matchAll(/\/\/ => (.*)$/gm)].map(([, value]) => value);
  const output = block.output ?? (printed.length === 0 ? undefined : printed.join('\n'));
  const compiled = `compiled/${file.replace(/\.ts$/, '.js')}`;
  return outcome({ ...block, output }, run(sandbox, process.execPath, [compiled]));
};

const fileOf = ({ name, line, language }: Block): string =>
  name ?? `block-${String(line)}.${language}`;

const options =
  '--ignoreConfig --strict --skipLibCheck --types node --target es2023 --module nodenext --outDir compiled'.split(
    ' ',
  );
