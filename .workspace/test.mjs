// `npm test`: install, build, lint and every Jest suite. The last line is `N passed, N failed`,
// counted from Jest's own report; whatever else failed is named just above it.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { build } from './build.mjs';
import { lint } from './lint.mjs';
import { root } from './pnpm.mjs';
import { node } from './run.mjs';
import { summary } from './summary.mjs';

const report = join(root, 'node_modules', '.cache', 'jest-report.json');
rmSync(report, { force: true });

const jest = () => {
  mkdirSync(dirname(report), { recursive: true });
  return node([
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
    '--json',
    `--outputFile=${report}`,
    ...process.argv.slice(2),
  ]);
};

const steps = bootstrap()
  ? [['install', 1]]
  : [
      ['build', build()],
      ['lint', lint()],
      ['jest', jest()],
    ];
const { line, failed } = summary(
  steps,
  existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined,
);
console.log(line);
process.exitCode = failed ? 1 : 0;
