/** Values by id, each with all that it was before: how it was at an instant is looked up, not computed. */
export class Shelf<Value> {
  readonly #pages: Map<string, ReadonlyArray<{ readonly at: string; readonly value: Value }>>;

  constructor(pages = new Map<string, ReadonlyArray<{ at: string; value: Value }>>()) {
    this.#pages = pages;
  }

  now(id: string): Value | undefined {
    return this.#pages.get(id)?.at(-1)?.value;
  }

  /** What was so at the instant, changes made at that instant included. */
  asOf(id: string, at: string): Value | undefined {
    return this.#pages.get(id)?.findLast((page) => page.at <= at)?.value;
  }

  /** When it was last changed. */
  changedAt(id: string): string | undefined {
    return this.#pages.get(id)?.at(-1)?.at;
  }

  put(id: string, at: string, value: Value): void {
    this.#pages.set(id, [...(this.#pages.get(id) ?? []), { at, value }]);
  }

  ids(): ReadonlyArray<string> {
    return [...this.#pages.keys()];
  }

  copy(): Shelf<Value> {
    return new Shelf(new Map(this.#pages));
  }
}
