import { canonicalJson, type Position } from '@partner-incentives/event-sourcing';
import { askView } from './ask-view.js';
import {
  checkConsequences,
  checkOutcome,
  checkRows,
  type Mismatch,
  type Outcome,
} from './check.js';
import type { JournalLine } from './journal-line.js';
import type { Stage } from './stage.js';
import { consequencesOf, outcomeOf, type Traces } from './trace.js';

type CommandLine = Extract<JournalLine, { readonly kind: 'command' }>;

/**
 * Checks lines that an earlier playing handled against what it recorded: views on the history up to the line, commands
 * on their traces. A command without a trace found everything already so. `start` is where that playing began.
 */
export const recallLine = (
  start: Position | undefined,
  { incentives }: Stage,
  traces: Traces,
): ((
  line: Exclude<JournalLine, { readonly kind: 'policy' }>,
) => Promise<ReadonlyArray<Mismatch>>) => {
  const first = new Map<string, CommandLine>();
  let upTo: Position | undefined;

  const wasRecorded = (position: Position): boolean =>
    upTo === undefined ? start === undefined || position < start : position <= upTo;

  return async (line) => {
    if (line.kind === 'view') {
      const past = incentives.at((_metadata, position) => wasRecorded(position));
      return checkRows(line.asked, await askView(past, line.asked));
    }
    const trace = traces.of(line.id);
    const earlier = first.get(line.id);
    if (line.kind === 'command' && earlier === undefined) first.set(line.id, line);
    if (trace !== undefined && (upTo === undefined || trace.last > upTo)) upTo = trace.last;
    // The same id a second time led to nothing more.
    const consequences = consequencesOf(earlier === undefined ? trace : undefined, undefined);
    const outcome: Outcome =
      line.kind === 'command' && earlier !== undefined && !isSame(earlier, line)
        ? { kind: 'refused', rejection: { _tag: 'CommandIdReused' } }
        : outcomeOf(trace);
    return [
      ...(line.kind === 'command' ? checkOutcome(line.asked.expect, outcome) : []),
      ...checkConsequences(line.asked.then, consequences),
    ];
  };
};

const isSame = (a: CommandLine, b: CommandLine): boolean => body(a) === body(b);

const body = ({ asked: { actor, command } }: CommandLine): string =>
  canonicalJson({ actor, command });
