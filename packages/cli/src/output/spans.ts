/** How long something took or has been, in the largest unit that fits. */
export const lasted = (seconds: number): string => {
  if (seconds < 10) return `${seconds.toFixed(1).replace(/\.0$/, '')} s`;
  for (const [unit, size, until] of units) {
    if (seconds < until) return `${String(Math.floor(seconds / size))} ${unit}`;
  }
  return `${grouped(Math.floor(seconds / 86_400))} d`;
};

const units = [
  ['s', 1, 120],
  ['min', 60, 7200],
  ['h', 3600, 172_800],
] as const;

/** Since an instant, by a clock that may be a little behind it. */
export const secondsSince = (instant: string, now: string): number =>
  Math.max(0, (Date.parse(now) - Date.parse(instant)) / 1000);

/** A number in groups of three digits. */
export const grouped = (n: number): string => String(n).replace(/\B(?=(?:\d{3})+$)/g, ' ');

export const counted = (n: number, noun: string): string =>
  `${grouped(n)} ${noun}${n === 1 ? '' : 's'}`;
