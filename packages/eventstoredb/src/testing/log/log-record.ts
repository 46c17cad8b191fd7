/** An event as somebody wants it written. */
export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: Buffer;
  readonly metadata: Buffer;
}

/** An event where it stands. */
export interface LogRecord extends ProposedEvent {
  readonly stream: string;
  readonly revision: bigint;
  /** A byte offset in the log: it grows, and by more than one. */
  readonly position: bigint;
  /** The how manieth record of the log, from 0. */
  readonly index: number;
  /** Units of 100 ns since 1970. */
  readonly created: bigint;
}

/** The revision of a tombstone, and the `$tb` of a stream that is deleted softly. */
export const endOfTime = 2n ** 63n - 1n;
