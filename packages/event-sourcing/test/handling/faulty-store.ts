import * as E from 'fp-ts/lib/Either.js';
import type { AppendError, Appended, EventStore } from '../../src/index.js';

/**
 * What becomes of one sending, first or repeated: it succeeds; its reply is lost before or after the write; the store
 * is away; the write happens and the answer is a conflict, as of stores that know only whole appends again.
 */
export const fates = [
  'fine',
  'lost before the write',
  'lost after the write',
  'unavailable',
  'conflict after the write',
] as const;
export type Fate = (typeof fates)[number];

/** A store whose appends meet these fates, one after the other; then all is fine. */
export const faulty = (store: EventStore, plan: ReadonlyArray<Fate>): EventStore => {
  const left = [...plan];
  const append: EventStore['append'] = (stream, expected, events) => {
    const send = async (): Promise<E.Either<AppendError, Appended>> => {
      const fate = left.shift() ?? 'fine';
      const unknown = E.left({ _tag: 'OutcomeUnknown', reason: fate, retry: send } as const);
      switch (fate) {
        case 'fine':
          return store.append(stream, expected, events)();
        case 'lost before the write':
          return unknown;
        case 'lost after the write':
          await store.append(stream, expected, events)();
          return unknown;
        case 'unavailable':
          return E.left({ _tag: 'StoreUnavailable', reason: fate });
        case 'conflict after the write': {
          const answer = await store.append(stream, expected, events)();
          if (E.isLeft(answer)) return answer;
          // Only where the sending before this one was lost: a store does not conflict with what it just wrote.
          if (answer.right.position !== undefined) return unknown;
          const actual = answer.right.revision;
          return E.left({ _tag: 'RevisionConflict', stream, expected, actual });
        }
      }
    };
    return send;
  };
  return { ...store, append };
};
