import { statSync } from 'node:fs';

/** Who wants to know that a file holds new events: all handles of this process on one file share them. */
export type News = Set<() => void>;

const byFile = new Map<string, { readonly news: News; handles: number }>();

/** The news of a file, by what the file is rather than by what it is called. Leave them when the handle closes. */
export const newsOf = (path: string): { readonly news: News; readonly leave: () => void } => {
  const { dev, ino } = statSync(path, { bigint: true });
  const file = `${dev}:${ino}`;
  const entry = byFile.get(file) ?? { news: new Set(), handles: 0 };
  entry.handles++;
  byFile.set(file, entry);
  return {
    news: entry.news,
    leave: () => {
      if (--entry.handles === 0) byFile.delete(file);
    },
  };
};
