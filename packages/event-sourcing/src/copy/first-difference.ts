import { fingerprint } from './content.js';
import type { CopiedStore } from './copied-store.js';
import { TargetDiverged } from './copy-stopped.js';
import { byStream, inWindows, type Events } from './windows.js';
import type { RecordedEvent } from '../envelope.js';

/** Where the target first holds something else than the source, or less, or more; `undefined` where it does not. */
export const firstDifference = async (
  events: AsyncIterable<RecordedEvent>,
  source: CopiedStore,
  target: CopiedStore,
): Promise<TargetDiverged | undefined> => {
  const lacking = await firstNotIn(target, events);
  if (lacking !== undefined) {
    const [theirs] = await target.range(lacking.stream, lacking.revision, lacking.revision);
    return new TargetDiverged(lacking, theirs === undefined ? 'none' : 'another');
  }
  const more = await firstNotIn(source, target.after(undefined));
  return more && new TargetDiverged(more, 'more');
};

const firstNotIn = async (
  store: CopiedStore,
  events: AsyncIterable<RecordedEvent>,
): Promise<RecordedEvent | undefined> => {
  for await (const window of inWindows(events)) {
    for (const [first, ...rest] of byStream(window)) {
      const found = await firstOtherThan(store, [first, ...rest]);
      if (found !== undefined) return found;
    }
  }
  return undefined;
};

const firstOtherThan = async (
  store: CopiedStore,
  events: Events,
): Promise<RecordedEvent | undefined> => {
  const [{ stream, revision }] = events;
  const held = await store.range(stream, revision, revision + events.length - 1);
  const known = new Set(held.map(fingerprint));
  return events.find((event) => !known.has(fingerprint(event)));
};
