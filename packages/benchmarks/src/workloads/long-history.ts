import type { NewEvent } from '@partner-incentives/event-sourcing';
import { storedEnrollments } from './enrollment-history.js';

/** Enrollments of long standing, so that more events are not more rows. */
export const longStanding = 2_500;

/** A stream's events over the years: the first twelve, then a year's submission, validation and roll-forward, again and again. */
export const longHistory = (stream: number, length: number): ReadonlyArray<NewEvent> => {
  const [first = []] = storedEnrollments(1);
  const year = first.slice(8);
  return Array.from({ length }, (_, nth) => {
    const text = nth < first.length ? first[nth] : year[(nth - first.length) % year.length];
    if (text === undefined) throw new Error('an enrollment without events');
    return {
      id: idOf(stream, nth),
      type: text.type,
      schemaVersion: text.schemaVersion,
      data: { ...(JSON.parse(text.data) as object), pla: `location-${stream}` },
      metadata: JSON.parse(text.metadata) as object,
    };
  });
};

const idOf = (stream: number, nth: number): string =>
  `${stream.toString(16).padStart(8, '0')}-0000-4000-8000-${nth.toString(16).padStart(12, '0')}`;
