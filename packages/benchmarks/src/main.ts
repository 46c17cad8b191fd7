// `npm run bench [-- p1 p2 …] [--quick] [--write]`
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startPostgres } from './engines.js';
import { machine } from './machine.js';
import { installPeers } from './peers.js';
import { report } from './report.js';
import { runRounds } from './rounds.js';
import { works } from './works/index.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean' }, write: { type: 'boolean' } },
});
const asked = positionals.map((id) => id.toLowerCase());
const chosen = works(values.quick === true ? 'quick' : 'full').filter(
  ({ id }) => asked.length === 0 || asked.includes(id),
);

const progress = (doing: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${doing}`);
};

installPeers();
const postgres = await startPostgres();
const where = machine(new Date());
console.log(where);
const sections = chosen.map((work) => {
  const section = report(work, runRounds(work, progress));
  progress('');
  console.log(`\n${section}`);
  return section;
});

await postgres?.remove();
console.error(`All in all ${Math.round(process.uptime())} s`);

if (values.write === true) {
  const page = [
    '# Benchmarks',
    '<!-- Made by `npm run bench -- --write`, which installs the libraries to compare with and runs every work; not by hand. -->',
    'What is measured, beside other libraries and beside what the machine can do at most. Contenders take turns, each in a process of its own; figures are medians of the rounds. Machines differ and are noisy: only ratios within one run count, and a ratio is the median of the ratios of the rounds. A contender that ends in a wrong state counts as zero.',
    values.quick === true ? `${where}; a quick run: most works once, none for long` : where,
    ...sections,
  ].join('\n\n');
  const root = new URL('../../../', import.meta.url);
  const written = new URL('docs/benchmarks.md', root);
  writeFileSync(written, `${page}\n`);
  const prettier = new URL('node_modules/prettier/bin/prettier.cjs', root);
  execFileSync(process.execPath, [fileURLToPath(prettier), fileURLToPath(written), '--write']);
}
