import { randomUUID } from 'node:crypto';
import type { NewEvent } from '../../envelope.js';

export const newEvent = (given: Partial<NewEvent> = {}): NewEvent => ({
  id: randomUUID(),
  type: 'Noted',
  schemaVersion: 1,
  data: { note: 'of the contract suite' },
  metadata: { by: 'the contract suite' },
  ...given,
});

export const newEvents = (
  count: number,
  given: Partial<NewEvent> = {},
): readonly [NewEvent, ...NewEvent[]] => [
  newEvent(given),
  ...Array.from({ length: count - 1 }, () => newEvent(given)),
];

export const ids = (events: ReadonlyArray<{ readonly id: string }>): ReadonlyArray<string> =>
  events.map(({ id }) => id);
