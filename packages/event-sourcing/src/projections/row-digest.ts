import { canonicalJson, sha256Hex } from '../codec/index.js';
import type { KeptRow } from '../read-store/read-store.js';

/**
 * A digest of rows that does not depend on their order, so that none need be kept: the sum of their hashes, as 64
 * hexadecimal digits. It tells rows apart that differ by mistake; who wants to deceive it may.
 */
export class RowDigest {
  private sum = 0n;

  add({ key, account, values, data, revision, damaged }: Omit<KeptRow, 'position'>): void {
    if (data === undefined && damaged !== true) return;
    const text = canonicalJson([key, account ?? null, values, data ?? null, revision]);
    this.sum = (this.sum + BigInt(`0x${sha256Hex(text)}`)) & all;
  }

  get hex(): string {
    return this.sum.toString(16).padStart(64, '0');
  }
}

const all = (1n << 256n) - 1n;
