import { relative } from 'node:path';
import { playJournal, type FailedLine, type Played } from '../journal/play-journal.js';
import type { Stage } from '../journal/stage.js';
import { readJournal } from '../journal/read-journal.js';
import { progressOf } from '../output/progress.js';
import type { Output, Report } from '../output/report.js';

/** Plays a journal into the store and says which lines came out otherwise than they say. */
export const runJournal = async (file: string, stage: Stage, output: Output): Promise<Report> => {
  const lines = readJournal(file);
  const progress = progressOf('lines', lines.length, output);
  try {
    const played = await playJournal(lines, stage, progress.reached);
    return {
      status: played.failed.length === 0 ? 'pass' : 'fail',
      data: {
        ...played,
        failed: played.failed.map((line) => ({ ...line, file: shown(line.file) })),
      },
      text: textOf(shown(file), played),
    };
  } finally {
    progress.stop();
  }
};

const textOf = (file: string, { lines, commands, already, checked, failed }: Played): string =>
  [
    ...failed.map(drawFailed),
    `${failed.length === 0 ? '✓' : '✗'} ${file}: ${count(lines, 'line')}, ${count(commands, 'command')}` +
      `${already === 0 ? '' : ` (${String(already)} already played)`}, ` +
      `${String(checked - failed.length)} of ${count(checked, 'check')} as expected`,
  ].join('\n');

const drawFailed = ({ file, line, mismatches }: FailedLine): string =>
  mismatches
    .map(
      ({ what, expected, actual }) =>
        `✗ ${shown(file)}:${String(line)} ${what}\n    expected ${JSON.stringify(expected)}\n    got      ${JSON.stringify(actual)}`,
    )
    .join('\n');

const shown = (file: string): string => relative(process.cwd(), file) || file;

const count = (n: number, noun: string): string => `${String(n)} ${noun}${n === 1 ? '' : 's'}`;
