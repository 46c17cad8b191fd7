/** An event that cannot follow the ones before it: a bug or tampering. Replay stops here rather than guess. */
export class CorruptHistory extends Error {
  override readonly name = 'CorruptHistory';
  readonly _tag = 'CorruptHistory';
  constructor(
    readonly eventType: string,
    readonly found: string,
  ) {
    super(`${eventType} cannot follow here: ${found}`);
  }
}
