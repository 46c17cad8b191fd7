// `ESDB_URL=esdb://… npm run test:eventstoredb`: the adapter on a real server, one node or several. Everything is written
// below a category prefix of this run; what else the server holds is left alone.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { root } from './pnpm.mjs';
import { node } from './run.mjs';

const url = process.env.ESDB_URL;
if (!url) {
  console.error('Set ESDB_URL, for example: ESDB_URL=esdb://localhost:2113?tls=false');
  process.exit(1);
}
if (build() !== 0) process.exit(1);

const suite = join(root, 'packages', 'eventstoredb', 'test', 'any-server');
const { status, stdout, stderr } = spawnSync(
  process.execPath,
  ['--no-deprecation', join(suite, 'server-version.mjs')],
  {
    encoding: 'utf8',
  },
);
if (status !== 0) {
  console.error(`Nothing was run at ESDB_URL: ${stderr.trim()}`);
  process.exit(1);
}
const letters = [...randomBytes(12)].map((byte) => String.fromCodePoint(97 + (byte % 26))).join('');
const prefix = `run${letters}`;
console.log(`EventStoreDB ${stdout.trim()}, category prefix ${prefix}`);

const contract = () =>
  node(
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
      '--testMatch=**/test/any-server/*.real.ts',
      '--testTimeout=60000',
      '--verbose',
    ],
    { env: { ESDB_PREFIX: prefix } },
  );

/** The sample year, played to the server and to a file: both have to tell the same. */
const sampleYear = () => {
  const folder = mkdtempSync(join(tmpdir(), 'sample-year-'));
  const incentives = (command, store) => {
    const args = [
      ...command.split(' '),
      '--store',
      store,
      '--directory',
      `sqlite:${folder}/people`,
    ];
    const given = store.startsWith('sqlite:') ? args.slice(0, -2) : args;
    const launcher = join(root, 'packages', 'cli', 'bin', 'incentives.js');
    return spawnSync(process.execPath, [launcher, ...given], { cwd: root, encoding: 'utf8' });
  };
  const onServer = `${url}${url.includes('?') ? '&' : '?'}categoryPrefix=${prefix}year`;
  const embedded = `sqlite:${folder}/year.db`;
  const masked = (json) => json.replace(/"(position|recordedAt)": "[^"]*"/g, '"$1": "…"');
  let failed = 0;
  for (const command of [
    'run examples/journals/contoso-year.jsonl --json',
    'overview --as priya --json',
    'overview --as ines --json',
    'roll-forward --json',
    'events --json',
    'verify --json',
  ]) {
    const [theirs, ours] = [incentives(command, embedded), incentives(command, onServer)];
    const same = ours.status === 0 && masked(ours.stdout) === masked(theirs.stdout);
    if (!same) failed = 1;
    console.log(`${same ? '✓' : '✕'} the sample year: ${command}`);
    if (ours.status !== 0) console.error(ours.stderr);
  }
  rmSync(folder, { recursive: true, force: true });
  return failed;
};

const results = [contract(), sampleYear()];
const failed = results.filter((result) => result !== 0).length;
console.log(failed === 0 ? 'All as it should be.' : 'Not as it should be: see above.');
process.exit(failed === 0 ? 0 : 1);
