import { changePolicy } from '@partner-incentives/domain';
import type { Position } from '@partner-incentives/event-sourcing';
import type { Mismatch } from './check.js';
import type { JournalLine, LinePlace } from './journal-line.js';
import { playLine } from './play-line.js';
import { recallLine } from './recall-line.js';
import type { Stage } from './stage.js';
import { tracesIn, type Traces } from './trace.js';

/** A line that came out otherwise than it says. */
export interface FailedLine extends LinePlace {
  readonly mismatches: ReadonlyArray<Mismatch>;
}

export interface Played {
  readonly lines: number;
  readonly commands: number;
  /** Commands and due lines that an earlier playing had handled. */
  readonly already: number;
  /** Lines that say what they expect. */
  readonly checked: number;
  readonly failed: ReadonlyArray<FailedLine>;
}

/**
 * Plays a journal. What an earlier playing handled is not asked again but recalled from the store, each line against
 * the history as it was then; so the same journal, or one that has grown, records nothing twice and its expectations
 * still hold.
 */
export const playJournal = async (
  lines: ReadonlyArray<JournalLine>,
  stage: Stage,
  onLine: (done: number) => void = () => undefined,
): Promise<Played> => {
  const traces = tracesIn(stage.store);
  await traces.catchUp();
  const handled = lines.findLastIndex((line) => 'id' in line && traces.of(line.id) !== undefined);
  const start = firstOf(lines, traces);
  // What is recalled is judged by the switches of then, not by those the history ended with.
  if (start !== undefined) stage.policy.set(await stage.policy.before(start));
  const recall = recallLine(start, stage, traces);
  const failed: Array<FailedLine> = [];
  for (const [index, line] of lines.entries()) {
    if (line.kind === 'policy') {
      stage.policy.set(changePolicy(stage.policy.get(), line.policy));
    } else {
      stage.clock.set(line.asked.at);
      const mismatches =
        index <= handled ? await recall(line) : await playLine(line, stage, traces);
      if (mismatches.length > 0) failed.push({ file: line.file, line: line.line, mismatches });
    }
    onLine(index + 1);
  }
  return {
    lines: lines.length,
    commands: lines.filter(({ kind }) => kind === 'command').length,
    already: lines.slice(0, handled + 1).filter((line) => 'id' in line).length,
    checked: lines.filter(isChecked).length,
    failed,
  };
};

/** Where an earlier playing of these lines began. */
const firstOf = (lines: ReadonlyArray<JournalLine>, traces: Traces): Position | undefined =>
  lines.flatMap((line) => ('id' in line ? (traces.of(line.id)?.first ?? []) : [])).toSorted()[0];

const isChecked = (line: JournalLine): boolean =>
  line.kind !== 'policy' &&
  ['expect', 'then', 'expectCount', 'match'].some((key) => key in line.asked);
