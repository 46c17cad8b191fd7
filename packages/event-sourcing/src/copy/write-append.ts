import * as E from 'fp-ts/lib/Either.js';
import type { NewEvent, RecordedEvent } from '../envelope.js';
import type { EventStore } from '../event-store.js';
import { fingerprint } from './content.js';
import type { CopiedStore } from './copied-store.js';
import { CopyInterrupted, NotCopyable, TargetDiverged } from './copy-stopped.js';
import { waitFor, type BackOff } from './patience.js';
import type { Events } from './windows.js';

/** What a copy writes with. */
export interface Writing {
  readonly append: EventStore['append'];
  readonly source: CopiedStore;
  readonly target: CopiedStore;
  readonly backOff: BackOff;
}

/**
 * Writes events of one stream where they stood in the source; answers how many were not there yet. An append whose fate
 * is unknown is sent again as it was. Throws `TargetDiverged` where something else stands there.
 */
export const writeAppend = async (events: Events, writing: Writing): Promise<number> => {
  const [first, ...rest] = events;
  const { stream, revision } = first;
  const expected = revision - 1;
  let send = writing.append(stream, expected, [toAppend(first), ...rest.map(toAppend)]);
  for (let attempt = 1; ; attempt += 1) {
    const answer = await send();
    if (E.isRight(answer)) return answer.right.position === undefined ? 0 : events.length;
    switch (answer.left._tag) {
      case 'RevisionConflict':
        return settle(events, answer.left.actual, writing);
      case 'TooLarge':
        throw new NotCopyable(first, `${answer.left.what}: ${answer.left.actual} are too many`);
      case 'OutcomeUnknown':
        send = answer.left.retry;
        break;
      case 'StoreUnavailable':
        break;
    }
    await waitFor('target', answer.left.reason, attempt, writing.backOff);
  }
};

/** An earlier copy may have come as far as into these very events: then only what follows is written. */
const settle = async (events: Events, actual: number, writing: Writing): Promise<number> => {
  const [first] = events;
  const { stream, revision } = first;
  if (actual < revision - 1) throw await gap(first, actual + 1, writing);
  const held = await writing.target.range(stream, revision, revision + events.length - 1);
  for (const [index, theirs] of held.entries()) {
    const ours = events[index];
    if (ours === undefined || fingerprint(ours) !== fingerprint(theirs)) {
      throw new TargetDiverged(theirs, 'another');
    }
  }
  const [next, ...rest] = events.slice(held.length);
  if (next === undefined) return 0;
  if (held.length === 0) {
    throw new CopyInterrupted('target', `${stream} #${revision} is taken, but cannot be read`);
  }
  return writeAppend([next, ...rest], writing);
};

/** The target ends before these events: it lost what was copied, or the source lacks what came before. */
const gap = async (
  first: RecordedEvent,
  missing: number,
  { source }: Writing,
): Promise<TargetDiverged | NotCopyable> => {
  const [before] = await source.range(first.stream, missing, missing);
  return before === undefined
    ? new NotCopyable(first, `the source no longer holds revision ${missing} before it`)
    : new TargetDiverged(before, 'none');
};

const toAppend = ({ id, type, schemaVersion, data, metadata }: RecordedEvent): NewEvent => ({
  id,
  type,
  schemaVersion,
  data,
  metadata,
});
