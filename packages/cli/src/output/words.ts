/** Stands where there is nothing to say. */
export const none = '–';

/** The day of an instant; the clock time is in the JSON. */
export const day = (instant: string | null): string => instant?.slice(0, 10) ?? none;

export const fiscalYear = (fy: number | null): string =>
  fy === null ? none : `FY${String(fy).slice(-2)}`;

/** One a line. */
export const lines = (codes: ReadonlyArray<unknown>): string =>
  codes.length === 0 ? none : codes.map(phrase).join('\n');

/** A code as words, "Add bank profile"; what it carries follows, "Tax form: VAT". */
export const phrase = (code: unknown): string => {
  if (typeof code !== 'object' || code === null) return spaced(String(code));
  const { kind, ...rest } = code as Readonly<Record<string, unknown>>;
  const { code: inner, ...carried } = rest;
  const [head, data] = kind === undefined ? [inner, carried] : [kind, rest];
  const details = Object.entries(data).map(([key, value]) =>
    typeof value === 'number' ? `${key} ${String(value)}` : String(value),
  );
  return [spaced(String(head)), details.join(', ')].filter((part) => part !== '').join(': ');
};

const spaced = (code: string): string =>
  code.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** At most so many characters, cut in the middle: both ends of a stream's name tell something. */
export const shortened = (text: string, most: number): string => {
  if (text.length <= most) return text;
  const end = Math.floor((most - 1) / 3);
  return `${text.slice(0, most - 1 - end)}…${text.slice(-end)}`;
};
