import type { EventFilter, StreamName } from '@partner-incentives/event-sourcing';

/** Streams on the server, and which of them are this store's. */
export interface StoredNames {
  readonly stored: (stream: StreamName) => string;
  /** `undefined` for a stream that this store does not show: the server's own, or others' beside a prefix. */
  readonly shown: (stored: string) => StreamName | undefined;
  /** What the server is asked to leave out: at most what the filter does. */
  readonly filter: (filter: EventFilter | undefined) => ServerFilter;
}

/** The server knows one of the two; regular expressions as .NET and JavaScript read them alike. */
export interface ServerFilter {
  readonly on: 'stream' | 'type';
  readonly regex: string;
}

/** With a prefix, `enrollment-1` is `prefix.enrollment-1` on the server: no category of anybody holds a dot. */
export const storedNames = (prefix: string | undefined): StoredNames => {
  if (prefix !== undefined && !/^[A-Za-z]+$/.test(prefix)) {
    throw new RangeError('A category prefix is one or more letters of A-Z and a-z.');
  }
  const begin = prefix === undefined ? '' : `${prefix}.`;
  const shown = (stored: string) =>
    stored.startsWith(begin) && !stored.startsWith('$')
      ? (stored.slice(begin.length) as StreamName)
      : undefined;
  return {
    stored: (stream) => begin + stream,
    shown,
    filter: ({ categories, types } = {}) => {
      if (categories !== undefined && !categories.includes('')) {
        return { on: 'stream', regex: `^${quoted(begin)}${alternatives(categories)}-` };
      }
      if (prefix !== undefined) return { on: 'stream', regex: `^${quoted(begin)}` };
      if (types !== undefined) return { on: 'type', regex: `^${alternatives(types)}$` };
      return { on: 'stream', regex: '^[^$]' };
    },
  };
};

const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Of nothing: what no text matches. */
export const alternatives = (texts: ReadonlyArray<string>): string =>
  texts.length === 0 ? '(?!)' : `(?:${texts.map(quoted).join('|')})`;
