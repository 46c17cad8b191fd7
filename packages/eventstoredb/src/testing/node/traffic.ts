import type { Rpc } from '../faults/fault.js';

/** How many calls came, how many of them are still open, and how much they were sent. */
export class Traffic {
  private readonly servedCalls = new Map<Rpc, number>();
  private readonly sentEvents = new Map<Rpc, number>();
  private readonly openCalls = new Map<Rpc, number>();

  served(rpc: Rpc): number {
    return this.servedCalls.get(rpc) ?? 0;
  }

  open(rpc: Rpc): number {
    return this.openCalls.get(rpc) ?? 0;
  }

  /** How many events went out with calls of a kind. */
  sent(rpc: Rpc): number {
    return this.sentEvents.get(rpc) ?? 0;
  }

  sentOne(rpc: Rpc): void {
    this.sentEvents.set(rpc, this.sent(rpc) + 1);
  }

  /** A call came; the returned function says that it is over. */
  came(rpc: Rpc): () => void {
    this.servedCalls.set(rpc, this.served(rpc) + 1);
    this.openCalls.set(rpc, this.open(rpc) + 1);
    let over = false;
    return () => {
      if (over) return;
      over = true;
      this.openCalls.set(rpc, this.open(rpc) - 1);
    };
  }
}
