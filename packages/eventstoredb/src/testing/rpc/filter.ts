import type { LogRecord } from '../log/log-record.js';
import type { streams } from '../wire/generated.js';

/** Which records of the whole log a caller wants, and how often it wants to hear how far the search has come. */
export interface Filter {
  readonly matches: (record: LogRecord) => boolean;
  /** How many records are looked at between two checkpoints; none for a caller without a filter. */
  readonly checkpointInterval?: number;
  /** How many records are looked at in one go. */
  readonly window: number;
}

export const filterOf = (options: streams.ReadReq.Options): Filter => {
  const filter = options.getFilter();
  const byType = filter?.getEventType();
  const expression = byType ?? filter?.getStreamIdentifier();
  if (filter === undefined || expression === undefined) {
    return { matches: () => true, window: defaultWindow };
  }
  const window = filter.hasMax() ? filter.getMax() : defaultWindow;
  const said = text(expression);
  return {
    matches: ({ type, stream }) => said(byType === undefined ? stream : type),
    checkpointInterval: Math.max(1, filter.getCheckpointintervalmultiplier() * window),
    window,
  };
};

const defaultWindow = 32;

const text = (
  expression: streams.ReadReq.Options.FilterOptions.Expression,
): ((value: string) => boolean) => {
  const pattern = expression.getRegex();
  if (pattern !== '') {
    const regex = new RegExp(pattern);
    return (value) => regex.test(value);
  }
  const prefixes = expression.getPrefixList();
  return (value) => prefixes.some((prefix) => value.startsWith(prefix));
};
