import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
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
  const file = block.name ?? `block-${block.line}.${block.language}`;
  switch (block.language) {
    case 'sh':
      return outcome(block, run(sandbox, 'sh', ['-e', '-c', block.code]));
    case 'ts':
      return runTypeScript({ ...block, name: file }, sandbox);
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

/** Compiled as a reader would compile it, then run; each `// => …` is a line it prints. */
const runTypeScript = (block: Block & { readonly name: string }, sandbox: Sandbox) => {
  writeFileSync(join(sandbox.dir, block.name), `${block.code}\n`);
  const compiled = run(sandbox, 'tsc', [...options, block.name]);
  if (compiled.status !== 0) return `does not compile\n${compiled.output}`;
  const printed = [...block.code.matchAll(/\/\/ => (.*)$/gm)].map(([, value]) => value);
  const output = block.output ?? (printed.length === 0 ? undefined : printed.join('\n'));
  const file = block.name.replace(/\.ts$/, '.js');
  return outcome({ ...block, output }, run(sandbox, process.execPath, [`compiled/${file}`]));
};

const options =
  '--ignoreConfig --strict --skipLibCheck --types node --target es2023 --module nodenext --outDir compiled'.split(
    ' ',
  );
