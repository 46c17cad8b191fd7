import type { WorkerStatus } from '@partner-incentives/event-sourcing';

/** What there is to say of a worker whose read store could not be opened yet. */
export class NotYetAtWork {
  private tickedMs = Date.now();
  private failing: WorkerStatus['readStore']['failing'];

  constructor(private readonly holder: string) {}

  readonly tries = (): void => {
    this.tickedMs = Date.now();
  };

  readonly failed = (reason: string): void => {
    this.tickedMs = Date.now();
    this.failing = { reason, sinceMs: this.failing?.sinceMs ?? Date.now() };
  };

  get status(): WorkerStatus {
    const { holder, tickedMs, failing } = this;
    return {
      holder,
      atMs: Date.now(),
      stopping: false,
      tickedMs,
      heartbeatMs: 5_000,
      store: {},
      readStore: failing === undefined ? {} : { failing },
      projections: [],
    };
  }
}
