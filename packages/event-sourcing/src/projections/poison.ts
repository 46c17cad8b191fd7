import type { RecordedEvent } from '../envelope.js';
import type { Instant } from '../instant.js';
import type { ParkedKey } from '../read-store/read-store.js';
import type { Unreadable } from '../codec/index.js';

/** Why an event could not be folded. */
export type Poison = Pick<ParkedKey, 'cause' | 'reason'>;

/** Its kind and where it was thrown. Its message may hold what was in the event, so that is left out. */
export const threw = (error: unknown): Poison => ({
  cause: 'Threw',
  reason: error instanceof Error ? `${nameOf(error)}${placeOf(error)}` : `a ${typeof error}`,
});

export const unreadable = ({ reasons }: Unreadable): Poison => ({
  cause: 'Unreadable',
  reason: reasons.map(({ path, expected }) => `${path || 'data'}: expected ${expected}`).join('; '),
});

export const hung = (deadlineMs: number): Poison => ({
  cause: 'Hung',
  reason: `no end within ${String(deadlineMs)} ms`,
});

/** A key behind an event, the first that waits. */
export const parkedAt = (
  { stream: key, revision, position, type, metadata }: RecordedEvent,
  { cause, reason }: Poison,
  account: string | undefined,
  since: Instant,
): ParkedKey => {
  const named = account ?? accountIn(metadata);
  const owner = named !== undefined && isStorable(named) ? named : undefined;
  return {
    key,
    ...(owner === undefined ? {} : { account: owner }),
    revision,
    position,
    type,
    cause,
    reason,
    waiting: 1,
    since,
  };
};

/** Also of an event whose metadata is not as it should be. */
const accountIn = (metadata: unknown): string | undefined =>
  typeof metadata === 'object' &&
  metadata !== null &&
  'account' in metadata &&
  typeof metadata.account === 'string'
    ? metadata.account
    : undefined;

/** No database refuses it: what says that a value was refused must not be refused for it. */
const isStorable = (text: string): boolean => !/\0|\p{Surrogate}/u.test(text);

const nameOf = (error: Error): string =>
  '_tag' in error && typeof error._tag === 'string' ? error._tag : error.name;

/** File and line of the innermost frame, without the directory. */
const placeOf = ({ stack = '' }: Error): string => {
  const place = /^\s+at .*?([^/\\(\s]+:\d+):\d+\)?$/m.exec(stack)?.[1];
  return place === undefined ? '' : ` at ${place}`;
};
