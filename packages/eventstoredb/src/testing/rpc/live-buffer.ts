/** Between what is announced and what a reader takes: so much and no more. */
export class LiveBuffer<Item> {
  private items: Item[] = [];
  private wake: (() => void) | undefined;
  private closed = false;
  private overflown = false;

  constructor(private readonly capacity: number) {}

  /** Offers an item. One too many, and nothing more is taken. */
  offer(item: Item): void {
    if (this.closed || this.overflown) return;
    if (this.items.length >= this.capacity) this.overflown = true;
    else this.items.push(item);
    this.wakeUp();
  }

  /** The next item; `undefined` once it is closed, `overflow` once there was one too many and the rest is taken. */
  async take(): Promise<Item | 'overflow' | undefined> {
    for (;;) {
      if (this.closed) return undefined;
      const item = this.items.shift();
      if (item !== undefined) return item;
      if (this.overflown) return 'overflow';
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  close(): void {
    this.closed = true;
    this.wakeUp();
  }

  private wakeUp(): void {
    this.wake?.();
    this.wake = undefined;
  }
}
