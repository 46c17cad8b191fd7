/**
 * An AsyncIterable over what `pull` answers, until it answers `undefined`; what it throws is thrown at the loop.
 * Like a generator's it runs once. Hand-made, because a generator costs twice as much per item.
 */
export const pulled = <Item>(pull: () => Item | undefined): AsyncIterable<Item> =>
  new Pulling(pull);

class Pulling<Item> implements AsyncIterableIterator<Item, undefined> {
  constructor(private pull: () => Item | undefined) {}

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Item, undefined>> {
    try {
      const value = this.pull();
      return value === undefined ? this.return() : Promise.resolve({ done: false, value });
    } catch (error) {
      this.pull = nothing;
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  return(): Promise<IteratorReturnResult<undefined>> {
    this.pull = nothing;
    return ended;
  }
}

const nothing = (): undefined => undefined;
const ended: Promise<IteratorReturnResult<undefined>> = Promise.resolve({
  done: true,
  value: undefined,
});
