import type { Checkpoints } from '../checkpoints.js';
import type { Position, RecordedEvent } from '../envelope.js';
import type { StreamName } from '../stream-name.js';
import type { CopiedStore } from './copied-store.js';
import { patiently, type BackOff } from './patience.js';

/** Where a copy keeps how far it came. */
export interface Resume {
  readonly checkpoints: Checkpoints;
  /** Of the mark: one for each pair of stores. */
  readonly name: string;
}

/** Up to here everything is copied. */
export interface CopyMark {
  load(): Promise<Position | undefined>;
  save(last: RecordedEvent): Promise<void>;
}

/** A mark counts only where both stores still hold its event; copying from the beginning does no harm. */
export const copyMark = (
  resume: Resume | undefined,
  source: CopiedStore,
  target: CopiedStore,
  backOff: BackOff,
): CopyMark => {
  if (resume === undefined) return { load: async () => undefined, save: async () => undefined };
  const { checkpoints, name } = resume;
  return {
    load: async () => {
      const text = await patiently('target', () => checkpoints.load(name), backOff);
      const mark = text === undefined ? undefined : parsed(text);
      if (mark === undefined) return undefined;
      const { stream, revision, id, position } = mark;
      const [[ours], [theirs]] = await Promise.all([
        source.range(stream, revision, revision),
        target.range(stream, revision, revision),
      ]);
      return ours?.position === position && ours.id === id && theirs?.id === id
        ? position
        : undefined;
    },
    save: ({ stream, revision, id, position }) => {
      const text = JSON.stringify({ stream, revision, id, position });
      return patiently('target', () => checkpoints.save(name, text), backOff);
    },
  };
};

type Mark = Pick<RecordedEvent, 'stream' | 'revision' | 'id' | 'position'>;

const parsed = (text: string): Mark | undefined => {
  try {
    const { stream, revision, id, position } = JSON.parse(text) as Readonly<
      Record<string, unknown>
    >;
    return typeof stream === 'string' && typeof revision === 'number' && typeof id === 'string'
      ? { stream: stream as StreamName, revision, id, position: position as Position }
      : undefined;
  } catch {
    return undefined;
  }
};
