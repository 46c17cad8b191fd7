import type { Rpc } from '../faults/fault.js';

/** How many calls came, and how many of them are still open. */
export class Traffic {
  private readonly servedCalls = new Map<Rpc, number>();
  private readonly openCalls = new Map<Rpc, number>();

  served(rpc: Rpc): number {
    return this.servedCalls.get(rpc) ?? 0;
  }

  open(rpc: Rpc): number {
    return this.openCalls.get(rpc) ?? 0;
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
