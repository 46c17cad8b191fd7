/** Something that others wait for to change. */
export class Changes {
  private readonly waiting = new Set<() => void>();

  /** Settles at the next change. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.add(resolve);
    });
  }

  tell(): void {
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}
