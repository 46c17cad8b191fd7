import type { Buffer } from 'node:buffer';

/**
 * Walks a protobuf message: `next` says which field comes, and what it holds is taken, entered or skipped.
 * Throws `RangeError` where the bytes are no message.
 */
export class ProtobufReader {
  private at = 0;
  private end: number;
  private kind = 0;

  constructor(private readonly bytes: Buffer) {
    this.end = bytes.length;
  }

  /** The next field's number; 0 at the end of the message. */
  next(): number {
    if (this.at === this.end) return 0;
    const tag = Number(this.varint());
    this.kind = tag % 8;
    const field = Math.floor(tag / 8);
    if (field === 0) throw new RangeError('a field without a number');
    return field;
  }

  /** A number, or a bigint where a number would not be exact. */
  uint64(): number | bigint {
    if (this.kind !== asVarint) throw new RangeError('a field that is no number');
    return this.varint();
  }

  text(): string {
    const end = this.endOfBytes();
    const text = this.bytes.toString('utf8', this.at, end);
    this.at = end;
    return text;
  }

  /** Not copied: it keeps the whole message. */
  view(): Buffer {
    const end = this.endOfBytes();
    const view = this.bytes.subarray(this.at, end);
    this.at = end;
    return view;
  }

  /** Into the message that the field holds. Gives what `leave` needs once `next` has said 0. */
  enter(): number {
    const outer = this.end;
    this.end = this.endOfBytes();
    return outer;
  }

  leave(outer: number): void {
    this.end = outer;
  }

  skip(): void {
    if (this.kind === asVarint) this.varint();
    else if (this.kind === asBytes) this.at = this.endOfBytes();
    else if (this.kind === as64Bits) this.at = this.endAfter(8);
    else if (this.kind === as32Bits) this.at = this.endAfter(4);
    else throw new RangeError(`a field of the unknown kind ${this.kind}`);
  }

  private endOfBytes(): number {
    if (this.kind !== asBytes) throw new RangeError('a field that holds no bytes');
    return this.endAfter(Number(this.varint()));
  }

  private endAfter(length: number): number {
    const end = this.at + length;
    if (end > this.end) throw new RangeError('a field beyond the end of its message');
    return end;
  }

  private varint(): number | bigint {
    const from = this.at;
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      if (this.at === this.end || this.at === from + mostBytes) {
        throw new RangeError('a number without an end');
      }
      const byte = this.bytes[this.at++] ?? 0;
      value += (byte % 128) * scale;
      if (byte < 128) break;
    }
    return Number.isSafeInteger(value) ? value : this.exactly(from);
  }

  private exactly(from: number): bigint {
    let value = 0n;
    for (let at = this.at - 1; at >= from; at--) {
      value = value * 128n + BigInt((this.bytes[at] ?? 0) % 128);
    }
    return BigInt.asUintN(64, value);
  }
}

/** How a field says how long it is. */
const [asVarint, as64Bits, asBytes, as32Bits] = [0, 1, 2, 5];
const mostBytes = 10;
