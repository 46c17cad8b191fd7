/**
 * Works on the items, so many at a time, begun in their order. The first failure is thrown when all that is under way
 * has ended; whoever works asks before each step whether it is over.
 */
export const inParallel = async <Item>(
  items: ReadonlyArray<Item>,
  most: number,
  work: (item: Item, isOver: () => boolean) => Promise<void>,
): Promise<void> => {
  const failures: Array<unknown> = [];
  const isOver = (): boolean => failures.length > 0;
  const queue = items.values();
  const worker = async (): Promise<void> => {
    for (const item of queue) {
      try {
        await work(item, isOver);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
  if (isOver()) throw failures[0];
};
