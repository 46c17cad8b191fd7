/**
 * A connection string that cannot be used, found before anything is connected. It names the part and what may stand
 * there; what stands there is told only where it cannot hold a password.
 */
export class ConnectionStringError extends Error {
  override readonly name = 'ConnectionStringError';
  readonly _tag = 'ConnectionStringError';

  constructor(
    /** `scheme`, `credentials`, `hosts`, or the option's name. */
    readonly part: string,
    readonly expected: string,
    readonly found?: string,
  ) {
    super(
      `The connection string's ${part} ${found === undefined ? 'is' : `"${found}" is`} not usable: expected ${expected}.`,
    );
  }
}
