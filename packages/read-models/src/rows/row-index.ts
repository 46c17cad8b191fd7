import type { StreamName } from '@partner-incentives/event-sourcing';

/** Which rows, by their streams, stand under which values. */
export class RowIndex {
  readonly #streams = new Map<string, Set<StreamName>>();
  readonly #values = new Map<StreamName, ReadonlyArray<string>>();

  /** From now on the row stands under these values, and no others. */
  put(stream: StreamName, values: ReadonlyArray<string>): void {
    const kept = new Set(values);
    for (const before of this.#values.get(stream) ?? []) {
      if (!kept.has(before)) this.#streams.get(before)?.delete(stream);
    }
    for (const value of kept) {
      const streams = this.#streams.get(value);
      if (streams === undefined) this.#streams.set(value, new Set([stream]));
      else streams.add(stream);
    }
    if (values.length === 0) this.#values.delete(stream);
    else this.#values.set(stream, values);
  }

  at(value: string): Iterable<StreamName> {
    return this.#streams.get(value) ?? [];
  }
}
