import type { Event } from '@partner-incentives/domain';
import type { Handled } from '@partner-incentives/event-sourcing';
import type { EventPattern } from './journal-line.js';
import { matches } from './matches.js';

/** An event as journals compare it: its payload, its type, and two fields of its metadata. */
export type ComparableEvent = Readonly<Record<string, unknown>> & { readonly type: string };

export const comparable = ({
  event,
  metadata,
}: Handled<Event>['events'][number]): ComparableEvent => ({
  ...event.data,
  type: event.type,
  effectiveAt: metadata.effectiveAt,
  recordedAt: metadata.recordedAt,
});

export const eventsMatch = (
  patterns: ReadonlyArray<EventPattern>,
  events: ReadonlyArray<ComparableEvent>,
): boolean =>
  patterns.length === events.length &&
  patterns.every((pattern, index) => eventMatches(pattern, events[index]));

const eventMatches = (pattern: EventPattern, event: ComparableEvent | undefined): boolean =>
  typeof pattern === 'string' ? event?.type === pattern : matches(pattern, event);
