import * as E from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { NewEvent } from './envelope.js';
import type {
  AppendError,
  Appended,
  EventStore,
  OutcomeUnknown,
  RevisionConflict,
} from './event-store.js';
import { NotJson } from './json-value.js';
import type { StreamName } from './stream-name.js';

/**
 * Another event stands where ours should have gone, or one with the same id, which another delivery of the same command
 * may have written. With a `doubt` it may be our own: an earlier sending of the same bytes was never answered. Whoever
 * has it looks for the own commandId before deciding again.
 */
export interface Overtaken extends RevisionConflict {
  readonly doubt?: OutcomeUnknown;
}

export type NotAppended = Exclude<AppendError, RevisionConflict> | Overtaken;

const mostRetries = 5;
/** A store that lets every sending wait for its deadline is asked no more after this: the caller waits all that time. */
const patienceMs = 10_000;

/**
 * Appends; while the fate is unknown, sends the same bytes at the same revision again before anything else is tried.
 */
export const appendSafely = async (
  store: Pick<EventStore, 'append'>,
  stream: StreamName,
  expected: number,
  events: readonly [NewEvent, ...NewEvent[]],
  backOff: (attempt: number) => Promise<void>,
): Promise<E.Either<NotAppended, Appended>> => {
  const answer = await sent(() => store.append(stream, expected, events)());
  if (E.isRight(answer)) {
    return answer.right.position === undefined
      ? overtaken(stream, expected, answer.right.revision)
      : answer;
  }
  return answer.left._tag === 'OutcomeUnknown'
    ? sentAgain(stream, expected, answer.left, backOff)
    : answer;
};

// Apart from the first sending, whose frame is kept while it is awaited: a small one is a third of its garbage.
const sentAgain = async (
  stream: StreamName,
  expected: number,
  first: OutcomeUnknown,
  backOff: (attempt: number) => Promise<void>,
): Promise<E.Either<NotAppended, Appended>> => {
  let doubt = first;
  const end = performance.now() + patienceMs;
  for (let attempt = 1; attempt <= mostRetries && performance.now() < end; attempt += 1) {
    await backOff(attempt);
    const again = await sent(doubt.retry);
    if (E.isRight(again)) {
      return again.right.position === undefined
        ? overtaken(stream, expected, again.right.revision, doubt)
        : again;
    }
    if (again.left._tag === 'OutcomeUnknown') doubt = again.left;
    else if (again.left._tag === 'RevisionConflict') return E.left({ ...again.left, doubt });
    // That the store is away now, or refuses, says nothing about what it did with the first sending.
  }
  return E.left(doubt);
};

const overtaken = (
  stream: StreamName,
  expected: number,
  actual: number,
  doubt?: OutcomeUnknown,
): E.Either<Overtaken, never> =>
  E.left({ _tag: 'RevisionConflict', stream, expected, actual, ...(doubt && { doubt }) });

/** What a store throws instead of answering says nothing about what it did. That we sent no JSON is our own bug. */
const sent = async (
  send: TaskEither<AppendError, Appended>,
): Promise<E.Either<AppendError, Appended>> => {
  try {
    return await send();
  } catch (error) {
    if (error instanceof NotJson) throw error;
    return E.left({ _tag: 'OutcomeUnknown', reason: String(error), retry: send });
  }
};
