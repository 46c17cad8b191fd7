import type { RecordedEvent } from '../envelope.js';
import { contentOf, isSameContent, type Content } from './content.js';
import type { CopiedStore } from './copied-store.js';
import { firstDifference } from './first-difference.js';

/**
 * What the target holds, which is the same as was counted in the source. Where it is not, both are read again to name
 * the first event that differs: `TargetDiverged`. `events` are those counted.
 */
export const compareContent = async (
  counted: Content,
  events: AsyncIterable<RecordedEvent>,
  source: CopiedStore,
  target: CopiedStore,
  onEvent: (done: number) => void,
): Promise<Content> => {
  const held = await contentOf(target.after(undefined), (_event, done) => onEvent(done));
  if (isSameContent(counted, held)) return held;
  const difference = await firstDifference(events, source, target);
  if (difference !== undefined) throw difference;
  // What is there beyond was written into the source since it was counted, and copied by somebody else.
  return held;
};
