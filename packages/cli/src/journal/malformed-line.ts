import type { LinePlace } from './journal-line.js';

/** A line that cannot be played; of the whole journal nothing was. */
export class MalformedLine extends Error {
  override readonly name = 'MalformedLine';
  constructor(
    readonly place: LinePlace,
    /** From 1. */
    readonly column: number,
    readonly expected: string,
    readonly actual: string,
  ) {
    super(
      `${place.file}:${String(place.line)}:${String(column)}: expected ${expected}, got ${actual}`,
    );
  }
}
