import type { BuildStatus, Lease } from './read-store.js';

/** Who may write a build, until when by the store's clock (ms). */
export class InMemoryLease {
  epoch = 0;
  private held: { readonly holder: string; readonly until: number } | undefined;

  /** The epoch, if the lease could be had. */
  claim(holder: string, now: number, ttlMs: number): number | undefined {
    const isFree = this.held === undefined || this.held.holder === holder || this.held.until <= now;
    if (!isFree) return undefined;
    this.held = { holder, until: now + ttlMs };
    return ++this.epoch;
  }

  isHeldBy({ holder, epoch }: Lease): boolean {
    return this.held?.holder === holder && this.epoch === epoch;
  }

  renew(lease: Lease, now: number, ttlMs: number): boolean {
    if (!this.isHeldBy(lease)) return false;
    this.held = { holder: lease.holder, until: now + ttlMs };
    return true;
  }

  release(lease: Lease): boolean {
    if (!this.isHeldBy(lease)) return false;
    this.held = undefined;
    return true;
  }

  status(now: number): Pick<BuildStatus, 'lease'> {
    if (this.held === undefined) return {};
    const { holder, until } = this.held;
    return { lease: { holder, epoch: this.epoch, expiresInMs: until - now } };
  }
}
