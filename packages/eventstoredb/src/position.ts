import type { Position } from '@partner-incentives/event-sourcing';

/** A place in the server's log, as it writes it: numbers of 64 bits, in decimal. */
export interface LogPosition {
  readonly commit: string;
  readonly prepare: string;
}

// The longest number of 64 bits has twenty digits, so that text order is number order.
const digits = 20;
const pattern = /^(\d{20})(?:\.(\d{20}))?$/;

/** Twenty digits; the prepare position follows only where it differs, as in transactions of the old TCP protocol. */
export const positionAt = ({ commit, prepare }: LogPosition): Position => {
  const text = commit.padStart(digits, '0');
  return (commit === prepare ? text : `${text}.${prepare.padStart(digits, '0')}`) as Position;
};

/** Throws `RangeError` for a position of another kind of store. */
export const logPositionOf = (position: Position): LogPosition => {
  const [, commit, prepare = commit] = pattern.exec(position) ?? [];
  if (commit === undefined || prepare === undefined) {
    throw new RangeError(`No position of this store: ${position}`);
  }
  return { commit: unpadded(commit), prepare: unpadded(prepare) };
};

const unpadded = (number: string): string => number.replace(/^0+(?=\d)/, '');
