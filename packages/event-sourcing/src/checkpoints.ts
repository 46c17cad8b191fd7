/** Durable marks of how far somebody came, by name. */
export interface Checkpoints {
  load(name: string): Promise<string | undefined>;
  save(name: string, value: string): Promise<void>;
}

/** Marks that last as long as the process, for a store that does too. */
export const inMemoryCheckpoints = (): Checkpoints => {
  const values = new Map<string, string>();
  return {
    load: async (name) => values.get(name),
    save: async (name, value) => {
      values.set(name, value);
    },
  };
};
