import { ActorText } from '@partner-incentives/domain';
import type { HandlingFault, Instant } from '@partner-incentives/event-sourcing';
import type { Incentives } from '@partner-incentives/incentives';
import * as E from 'fp-ts/lib/Either.js';
import { askView } from './ask-view.js';
import {
  checkConsequences,
  checkOutcome,
  checkRows,
  type Mismatch,
  type Outcome,
} from './check.js';
import type { JournalLine, LinePlace } from './journal-line.js';
import type { Stage } from './stage.js';
import { comparable } from './recorded.js';
import { consequencesOf, type Traces } from './trace.js';

/** The line's instant lies before what is recorded: history is not written backwards. */
export class LineTooEarly extends Error {
  override readonly name = 'LineTooEarly';
  constructor(
    readonly place: LinePlace,
    at: Instant,
    lastRecordedAt: Instant,
  ) {
    super(
      `${place.file}:${String(place.line)}: ${at} is earlier than ${lastRecordedAt}, the last recorded instant; ` +
        'give the line a later "at", or play the journal into another store',
    );
  }
}

/** No answer could be had; playing the journal again goes on from here. */
export class LineNotHandled extends Error {
  override readonly name = 'LineNotHandled';
  constructor(
    readonly place: LinePlace,
    readonly fault: HandlingFault | { readonly _tag: 'MalformedCommand' },
  ) {
    super(`${place.file}:${String(place.line)}: ${fault._tag}`);
  }
}

type AskedLine = Exclude<JournalLine, { readonly kind: 'policy' }>;

/** Plays a line for the first time, and says where it came out otherwise than expected. */
export const playLine = async (
  line: AskedLine,
  { incentives }: Stage,
  traces: Traces,
): Promise<ReadonlyArray<Mismatch>> => {
  const { at } = line.asked;
  if (traces.lastRecordedAt !== undefined && at < traces.lastRecordedAt) {
    throw new LineTooEarly(line, at, traces.lastRecordedAt);
  }
  if (line.kind === 'view') {
    return checkRows(line.asked, await askView(incentives.views, line.asked));
  }
  const before = traces.last;
  const outcome = line.kind === 'command' ? await execute(line, incentives) : undefined;
  if (line.kind === 'due') await incentives.sweep(at, line.id);
  else await incentives.settled();
  await traces.catchUp();
  const consequences = consequencesOf(traces.of(line.id), before);
  return [
    ...(line.kind === 'command' && outcome ? checkOutcome(line.asked.expect, outcome) : []),
    ...checkConsequences(line.asked.then, consequences),
  ];
};

const execute = async (
  line: Extract<AskedLine, { readonly kind: 'command' }>,
  incentives: Incentives,
): Promise<Outcome> => {
  const { at, actor, expectedRevision, command } = line.asked;
  const answer = await incentives.execute({
    commandId: line.id,
    actor: ActorText.encode(actor),
    at,
    ...(expectedRevision === undefined ? {} : { expectedRevision }),
    command,
  })();
  if (E.isRight(answer)) return { kind: 'recorded', events: answer.right.events.map(comparable) };
  if ('rule' in answer.left && answer.left._tag !== 'MalformedCommand') {
    return { kind: 'refused', rejection: answer.left };
  }
  throw new LineNotHandled(line, answer.left);
};
