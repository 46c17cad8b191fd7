import { fullJitter } from '../back-off.js';
import type { Position } from '../envelope.js';
import type { EventStore } from '../event-store.js';
import { compareContent } from './compare-content.js';
import { contentOf } from './content.js';
import { copiedStore } from './copied-store.js';
import { copyMark, type Resume } from './copy-mark.js';
import { TargetDiverged } from './copy-stopped.js';
import { refuseUncopyable } from './refuse-uncopyable.js';
import { upTo } from './up-to.js';
import { writeEvents } from './write-events.js';

export interface CopyOptions {
  readonly from: Pick<EventStore, 'read' | 'readAll'>;
  readonly to: Pick<EventStore, 'append' | 'read' | 'readAll'>;
  /** What to copy: all streams of these categories, and no other. */
  readonly categories: ReadonlyArray<string>;
  /**
   * How many appends may be under way at a time; 1 if left out, which keeps the order of the whole store. With more,
   * each stream keeps its order, while events of different streams that stood less than 1,000 apart may change places.
   */
  readonly concurrency?: number;
  /** Where to keep how far it came, so that a copy that is run again need not write everything again. */
  readonly resume?: Resume;
  readonly onProgress?: (progress: CopyProgress) => void;
  /** Ends the copy between two appends, with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Waits before another attempt on a store that did not answer. Random times up to a second if left out. */
  readonly backOff?: (attempt: number) => Promise<void>;
}

export interface CopyProgress {
  /** Three readings: of the source, of the source while writing, of the target. */
  readonly phase: 'counting' | 'copying' | 'comparing';
  readonly done: number;
  /** Absent while they are counted. */
  readonly total?: number;
}

export interface Copied {
  /** What the source held when it was counted; the target holds the same. */
  readonly events: number;
  /** How many of them this copy wrote; the others were there. */
  readonly written: number;
  /** Where the last of them stands in each store; absent where there is none. */
  readonly end?: { readonly from: Position; readonly to: Position };
}

/**
 * Copies what one store holds at the beginning of the copy into another one: same streams, revisions, ids, types,
 * schema versions, data and metadata. At the end the target was read once more and holds the same.
 *
 * It may be broken off at any time and run again, with or without a mark: what is there is not written twice. Memory is
 * bounded, however large the store. Nothing is written into the source, and others may go on writing there: what they
 * write is left to the next run.
 *
 * Rejects with
 * - `NotCopyable`: an event of the source that no store would take; nothing was written
 * - `TargetDiverged`: the target holds something else, or more; nothing further was written
 * - `CopyInterrupted`: a store stayed away; run it again
 */
export const copyEvents = async (options: CopyOptions): Promise<Copied> => {
  const { from, to, categories, concurrency = 1, signal } = options;
  const backOff = async (attempt: number): Promise<void> => {
    signal?.throwIfAborted();
    await (options.backOff ?? fullJitter)(attempt);
  };
  const source = copiedStore('source', from, categories, backOff);
  const target = copiedStore('target', to, categories, backOff);
  const writing = { append: to.append, source, target, backOff, concurrency };
  const mark = copyMark(options.resume, source, backOff);
  const say = (progress: CopyProgress): void => {
    signal?.throwIfAborted();
    options.onProgress?.(progress);
  };

  const start = await mark.load();
  let marked = 0;
  const counted = await contentOf(source.after(undefined), (event, done) => {
    refuseUncopyable(event);
    if (start !== undefined && event.position <= start) marked = done;
    say({ phase: 'counting', done });
  });
  const { events: total, end } = counted;

  const eventsAfter = (position?: Position) => upTo(end, source.after(position));
  let written = 0;
  const copyAndCompare = async (position?: Position): Promise<Copied> => {
    let done = position === undefined ? 0 : marked;
    await writeEvents(eventsAfter(position), writing, mark, (count, anew) => {
      done += count;
      written += anew;
      say({ phase: 'copying', done, total });
    });
    const held = await compareContent(counted, eventsAfter(), source, target, (count) =>
      say({ phase: 'comparing', done: count, total }),
    );
    const ends = end && held.end && { from: end, to: held.end };
    return { events: total, written, ...(ends && { end: ends }) };
  };

  if (start === undefined) return copyAndCompare();
  try {
    return await copyAndCompare(start);
  } catch (error) {
    // A target that was restored from an older backup lacks what the mark says was copied.
    if (!(error instanceof TargetDiverged && error.found === 'none')) throw error;
    return copyAndCompare();
  }
};
