interface Placed {
  readonly programId?: string;
  readonly pla?: string;
}

/** Text order, the same everywhere: no locale has a say. */
export const textOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** By program, then location; rows without a program first. */
export const byProgramThenLocation = (a: Placed, b: Placed): number =>
  textOrder(a.programId ?? '', b.programId ?? '') || textOrder(a.pla ?? '', b.pla ?? '');
