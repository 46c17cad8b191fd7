import type { Position } from '@partner-incentives/event-sourcing';

/** Sixteen digits hold every safe integer, so that text order is number order for ever. */
const digits = 16;
const pattern = /^\d{16}$/;

export const positionAt = (sequence: number): Position =>
  String(sequence).padStart(digits, '0') as Position;

/** The number behind a position of this kind of store; throws `RangeError` for any other. */
export const sequenceOf = (position: Position): number => {
  if (!pattern.test(position)) throw new RangeError(`No position of this store: ${position}`);
  return Number(position);
};
