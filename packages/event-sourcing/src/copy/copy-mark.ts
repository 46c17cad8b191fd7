import type { Checkpoints } from '../checkpoints.js';
import type { Position, RecordedEvent } from '../envelope.js';
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

/** A mark counts only where it is one of this source. What the target lacks before it is seen when they are compared. */
export const copyMark = (
  resume: Resume | undefined,
  source: CopiedStore,
  backOff: BackOff,
): CopyMark => {
  if (resume === undefined) return { load: async () => undefined, save: async () => undefined };
  const { checkpoints, name } = resume;
  return {
    load: async () => {
      const text = await patiently('target', () => checkpoints.load(name), backOff);
      const { stream, revision, position } = parsed(text);
      if (stream === undefined || revision === undefined) return undefined;
      const [marked] = await source.range(stream, revision, revision);
      return marked?.position === position ? position : undefined;
    },
    save: ({ stream, revision, position }) => {
      const text = JSON.stringify({ stream, revision, position });
      return patiently('target', () => checkpoints.save(name, text), backOff);
    },
  };
};

const parsed = (text = '{}'): Partial<Pick<RecordedEvent, 'stream' | 'revision' | 'position'>> => {
  try {
    return Object(JSON.parse(text)) as ReturnType<typeof parsed>;
  } catch {
    return {};
  }
};
