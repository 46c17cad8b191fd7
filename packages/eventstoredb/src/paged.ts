/**
 * An AsyncIterable over what comes a page at a time; `undefined` is the end, an empty page is not. The next page is
 * asked for while one is handed out, and no further: that much is held for a slow consumer. Runs once.
 */
export const paged = <Item>(
  nextPage: () => Promise<ReadonlyArray<Item> | undefined>,
): AsyncIterable<Item> => new Paging(nextPage);

class Paging<Item> implements AsyncIterableIterator<Item, undefined> {
  private page: ReadonlyArray<Item> = [];
  private at = 0;
  private coming: Promise<ReadonlyArray<Item> | undefined> | undefined;
  private isOver = false;
  /** Steps that were asked for before the one before them was taken. */
  private queue: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  constructor(private readonly nextPage: () => Promise<ReadonlyArray<Item> | undefined>) {}

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Item, undefined>> {
    const value = this.waiting === 0 && !this.isOver ? this.page[this.at] : undefined;
    if (value !== undefined) {
      this.at++;
      return Promise.resolve({ done: false, value });
    }
    this.waiting++;
    const step = this.queue.then(() => this.step()).finally(() => this.waiting--);
    this.queue = step.catch(() => undefined);
    return step;
  }

  return(): Promise<IteratorResult<Item, undefined>> {
    this.isOver = true;
    this.page = [];
    return Promise.resolve(over);
  }

  private async step(): Promise<IteratorResult<Item, undefined>> {
    try {
      while (!this.isOver) {
        const value = this.page[this.at];
        if (value !== undefined) {
          this.at++;
          return { done: false, value };
        }
        this.page = (await (this.coming ?? this.nextPage())) ?? this.end();
        this.at = 0;
        this.coming = this.page.length === 0 ? undefined : this.ahead();
      }
      return over;
    } catch (error) {
      this.isOver = true;
      throw error;
    }
  }

  private ahead(): Promise<ReadonlyArray<Item> | undefined> {
    const coming = this.nextPage();
    // Whoever leaves before is not told how it went.
    coming.catch(() => undefined);
    return coming;
  }

  private end(): ReadonlyArray<Item> {
    this.isOver = true;
    return [];
  }
}

const over = { done: true, value: undefined } as const;
