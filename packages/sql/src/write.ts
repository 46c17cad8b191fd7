/** Something to be written in a shared transaction, and what its caller is told in each case. */
export interface Write<Answer> {
  /** About how much it writes, in characters: a group is bounded. */
  readonly size: number;
  /** One statement is undone by SQLite itself where it fails; several need a savepoint round them. */
  readonly statements: number;
  /** Writes, or refuses without a trace. What it throws is undone, and touches no neighbour. */
  apply(): Answer;
  /** The answer where nothing was written. */
  unavailable(reason: string): Answer;
  /** The answer where nobody can know. */
  unknown(reason: string): Answer;
}

/** A write with somebody waiting for its answer, which is told only after the commit. */
export interface QueuedWrite {
  readonly size: number;
  readonly statements: number;
  apply(): void;
  /** Tells the answer that applying it gave. */
  settle(): void;
  unavailable(reason: string): void;
  unknown(reason: string): void;
}

export const queued = <Answer>(write: Write<Answer>, tell: (answer: Answer) => void): QueuedWrite =>
  new Queued(write, tell);

class Queued<Answer> implements QueuedWrite {
  readonly size: number;
  readonly statements: number;
  private answers: Answer[] = [];

  constructor(
    private readonly write: Write<Answer>,
    private readonly tell: (answer: Answer) => void,
  ) {
    this.size = write.size;
    this.statements = write.statements;
  }

  apply(): void {
    this.answers = [this.write.apply()];
  }

  settle(): void {
    for (const answer of this.answers) this.tell(answer);
  }

  unavailable(reason: string): void {
    this.tell(this.write.unavailable(reason));
  }

  unknown(reason: string): void {
    this.tell(this.write.unknown(reason));
  }
}
