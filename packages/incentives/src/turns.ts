/** Runs what concerns the same key one after the other, and everything else at the same time. */
export const turns = (): (<Answer>(key: string, run: () => Promise<Answer>) => Promise<Answer>) => {
  const last = new Map<string, Promise<unknown>>();
  return async (key, run) => {
    const before = last.get(key) ?? Promise.resolve();
    const turn = before.then(run);
    const over = turn.catch(() => undefined);
    last.set(key, over);
    try {
      return await turn;
    } finally {
      if (last.get(key) === over) last.delete(key);
    }
  };
};
