import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { inFolder, incentives } from './command.js';

// As a process of its own the command is what was compiled.
const launcher = join(import.meta.dirname, '../bin/incentives.js');
const compiled = join(import.meta.dirname, '../dist/main.js');

const shell = (script: string) =>
  spawnSync('sh', ['-c', script], {
    encoding: 'utf8',
    env: { ...process.env, INCENTIVES: launcher, NODE_OPTIONS: '' },
  });
const run = '"$INCENTIVES"';

inFolder(() => incentives('run examples/journals/ir-uk-invited.jsonl'));

describe('as a process', () => {
  test('it is compiled before it is tested', () => {
    expect(existsSync(compiled)).toBe(true);
  });

  test('exit codes reach the shell: 0 fine, 1 a finding, 2 a wrong question', () => {
    expect(shell(`${run} verify`).status).toBe(0);
    const finding = `printf '%s' '{"at":"2025-01-01","viewer":"ines","view":"overview","expectCount":99}' > f.jsonl`;
    expect(shell(`${finding}; ${run} run f.jsonl`).status).toBe(1);
    expect(shell(`${run} verify --never`).status).toBe(2);
  });

  test('a reader that stops early is no error', () => {
    const { stdout, stderr } = shell(
      `${run} events --json | head -n 1; ${run} schema events | true`,
    );
    expect([stdout, stderr]).toEqual(['{\n', '']);
  });

  test('nothing but data is on stdout, and no colour in a pipe', () => {
    const { stdout, stderr } = shell(`FORCE_COLOR=1 ${run} overview --as ines --json`);
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, status: 'pass' });
    expect(stderr).toBe('');
    expect(shell(`FORCE_COLOR=1 ${run} overview --as ines`).stdout).not.toContain('\u001B');
  });

  test('the client of EventStoreDB is loaded by those alone who use it', () => {
    const loaded = (store: string): string =>
      shell(
        `node --input-type=module --eval "
          import { Module } from 'node:module';
          import { runProgram } from '${compiled.replace(/main\.js$/, 'program.js')}';
          const nowhere = { out: () => undefined, err: () => undefined, isTerminal: false };
          await runProgram(['verify', '--store', '${store}'], nowhere);
          console.log(Object.keys(Module._cache).some((file) => file.includes('db-client')));
          process.exit();
        "`,
      ).stdout.trim();
    expect(loaded('sqlite:.data/incentives.db')).toBe('false');
    expect(loaded('esdb://127.0.0.1:1?tls=false')).toBe('true');
  });

  test('INCENTIVES_STORE names the store where nobody does', () => {
    const { status, stderr } = shell(`INCENTIVES_STORE=sqlite:elsewhere.db ${run} verify`);
    expect([status, stderr]).toEqual([
      2,
      expect.stringContaining('expected a store at elsewhere.db'),
    ]);
  });
});
