/** Something to be written in a shared transaction, and what its caller is told in each case. */
export interface Write<Answer> {
  /** About how much it writes, in characters: a group is bounded. */
  readonly size: number;
  /** One statement is undone by SQLite itself where it fails; several need a savepoint round them. */
  readonly statements: number;
  /** Writes, or refuses without a trace. What it throws is undone, and touches no neighbour. */
  readonly apply: () => Answer;
  /** The answer where nothing was written. */
  readonly unavailable: (reason: string) => Answer;
  /** The answer where nobody can know. */
  readonly unknown: (reason: string) => Answer;
}

/** A write with somebody waiting for its answer, which is told only after the commit. */
export class QueuedWrite {
  private constructor(
    readonly size: number,
    readonly statements: number,
    readonly apply: () => void,
    readonly settle: () => void,
    readonly unavailable: (reason: string) => void,
    readonly unknown: (reason: string) => void,
  ) {}

  static of<Answer>(write: Write<Answer>, tell: (answer: Answer) => void): QueuedWrite {
    let answer: Answer;
    return new QueuedWrite(
      write.size,
      write.statements,
      () => {
        answer = write.apply();
      },
      () => tell(answer),
      (reason) => tell(write.unavailable(reason)),
      (reason) => tell(write.unknown(reason)),
    );
  }
}
