import type {
  ReadAllOptions,
  ReadOptions,
  RecordedEvent,
  StreamName,
  SubscriptionMessage,
} from '@partner-incentives/event-sourcing';
import type { EventLog } from './event-log.js';
import type { EventScan } from './event-scan.js';
import { positionAt, sequenceOf } from './position.js';
import { recordedEvent } from './recorded-event.js';

type Pull<Item> = () => Item | undefined;

/** One stream, a page at a time. */
export const pullStream = (
  log: EventLog,
  stream: StreamName,
  { from, to, direction = 'forwards', limit = Number.POSITIVE_INFINITY }: ReadOptions = {},
): Pull<RecordedEvent> => {
  const forwards = direction === 'forwards';
  const [first, last] = forwards ? [from, to] : [to, from];
  let low = Math.max(first ?? 0, 0);
  let high = Math.min(last ?? Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  let left = limit;
  let number: number | undefined;
  return paged(() => {
    const asked = Math.min(left, pageSize);
    number ??= log.find(stream)?.stream;
    if (number === undefined || asked <= 0 || low > high) return undefined;
    const range = { stream: number, from: low, to: high, limit: asked };
    const page = (forwards ? log.forwards(range) : log.backwards(range)).map(recordedEvent);
    const end = page.at(-1);
    if (forwards) low = (end?.revision ?? high) + 1;
    else high = (end?.revision ?? low) - 1;
    left = page.length < asked ? 0 : left - page.length;
    return page;
  });
};

/** Everything from a position to what was the end when it was first asked. */
export const pullAll = (
  log: EventLog,
  scan: EventScan,
  { from, limit = Number.POSITIVE_INFINITY }: ReadAllOptions = {},
): Pull<RecordedEvent> => {
  let after = from === undefined ? 0 : sequenceOf(from);
  let end: number | undefined;
  let left = limit;
  return paged(() => {
    end ??= log.ends().position;
    if (after >= end || left <= 0) return undefined;
    const { events, upTo } = scan(after, end, left);
    after = upTo;
    left -= events.length;
    return events;
  });
};

/**
 * What a subscription has to say: events, how far the filter skipped, once that all is said; else nothing. Once it
 * has caught up it looks again only after `news`, which an event alone then costs one look.
 */
export const pullMessages = (
  log: EventLog,
  scan: EventScan,
  from: ReadAllOptions['from'],
): { readonly pull: Pull<SubscriptionMessage>; readonly news: () => void } => {
  let after = from === undefined ? 0 : sequenceOf(from);
  let told = after;
  let caughtUp = false;
  let head = 0;
  let isNews = true;
  const next = paged(() => {
    if (after >= head && (isNews || !caughtUp)) {
      head = log.ends().position;
      isNews = false;
    }
    if (after >= head) return undefined;
    const { events, upTo } = scan(after, head, pageSize);
    after = upTo;
    const last = events.at(-1);
    if (last === undefined) return undefined;
    // By the time anybody looks at it, the whole page was told.
    told = sequenceOf(last.position);
    return events;
  });
  const pull = (): SubscriptionMessage | undefined => {
    const event = next();
    if (event !== undefined) return { _tag: 'Event', event };
    if (told < after) {
      told = after;
      return { _tag: 'Checkpoint', position: positionAt(after) };
    }
    if (caughtUp) return undefined;
    caughtUp = true;
    return { _tag: 'CaughtUp' };
  };
  return {
    pull,
    news: () => {
      isNews = true;
    },
  };
};

const pageSize = 256;

/** One item at a time of what comes a page at a time; pages may be empty, `undefined` means nothing more for now. */
const paged = <Item>(nextPage: () => ReadonlyArray<Item> | undefined): Pull<Item> => {
  let page: ReadonlyArray<Item> = [];
  let at = 0;
  return () => {
    while (at >= page.length) {
      const next = nextPage();
      if (next === undefined) return undefined;
      page = next;
      at = 0;
    }
    return page[at++];
  };
};
