import type { RecordedEvent } from '../envelope.js';
import type { CopyMark } from './copy-mark.js';
import { inParallel } from './in-parallel.js';
import { appendsOf, inWindows, lanesOf } from './windows.js';
import { writeAppend, type Writing } from './write-append.js';

/**
 * Writes the events into the target, one window after the other, so that a mark at a window's end stands for everything
 * before it. `onWritten` hears of each append: how many events, and how many of them were not there yet.
 */
export const writeEvents = async (
  events: AsyncIterable<RecordedEvent>,
  { concurrency, ...writing }: Writing & { readonly concurrency: number },
  mark: CopyMark,
  onWritten: (count: number, anew: number) => void,
): Promise<void> => {
  for await (const window of inWindows(events)) {
    await inParallel(lanesOf(window, concurrency), concurrency, async (lane, isOver) => {
      for (const append of appendsOf(lane)) {
        if (isOver()) return;
        onWritten(append.length, await writeAppend(append, writing));
      }
    });
    await mark.save(window.at(-1) ?? window[0]);
  }
};
