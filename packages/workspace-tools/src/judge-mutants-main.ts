// Judges Stryker's report by the committed list. With --partial, only the files that the report is about.
import { readFileSync } from 'node:fs';
import { compareSurvivors, type SurvivorList } from './mutation/compare-survivors.js';
import { survivorsOf, totalsOf, type MutationReport } from './mutation/survivors.js';

const reportFile = 'reports/mutation/mutation.json';
const listFile = 'packages/domain/test/mutation-survivors.json';
const partial = process.argv.includes('--partial');

const report = JSON.parse(readFileSync(reportFile, 'utf8')) as MutationReport;
const list = JSON.parse(readFileSync(listFile, 'utf8')) as SurvivorList;
const listed = list.survivors.filter(({ file }) => !partial || file in report.files);
const { known, fresh, stale } = compareSurvivors(survivorsOf(report), listed);
const { Killed: killed = 0, Timeout: timedOut = 0, Ignored: ignored = 0 } = totalsOf(report);

for (const survivor of fresh) console.error(`new survivor: ${JSON.stringify(survivor, null, 2)}`);
for (const entry of stale) console.error(`no survivor any more: ${JSON.stringify(entry, null, 2)}`);
console.log(
  `mutants: ${killed} killed, ${timedOut} timed out, ${known.length} survive as listed, ${fresh.length} new, ` +
    `${stale.length} listed that survive no more, ${ignored} static (not run)`,
);
process.exitCode = fresh.length + stale.length === 0 ? 0 : 1;
