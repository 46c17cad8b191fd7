import * as E from 'fp-ts/lib/Either.js';
import type { EventStore } from '../../src/event-store.js';

/** What happens to an append: the store is away, or its answer is lost before or after it wrote; or the process dies. */
export type AppendFault =
  'away' | 'lostBefore' | 'lostAfter' | 'lostThenAway' | 'diesBefore' | 'diesAfter';

export const appendFaults: ReadonlyArray<AppendFault> = [
  'away',
  'lostBefore',
  'lostAfter',
  'lostThenAway',
  'diesBefore',
  'diesAfter',
];

/** Of the copying process, not of the store. */
export class Died extends Error {}

/** The same store; the n-th append it is sent meets the fault that `faultOf` names. */
export const faultyTarget = (
  store: EventStore,
  faultOf: (sending: number) => AppendFault | undefined,
): EventStore & { readonly sendings: () => number } => {
  let sendings = 0;
  const append: EventStore['append'] = (stream, expected, events) => async () => {
    sendings += 1;
    const send = store.append(stream, expected, events);
    const retry = append(stream, expected, events);
    const unknown = E.left({ _tag: 'OutcomeUnknown', reason: 'no answer', retry } as const);
    switch (faultOf(sendings)) {
      case undefined:
        return send();
      case 'away':
        return E.left({ _tag: 'StoreUnavailable', reason: 'away' });
      case 'lostBefore':
        return unknown;
      case 'lostAfter':
        await send();
        return unknown;
      case 'lostThenAway':
        await send();
        return E.left({
          _tag: 'OutcomeUnknown',
          reason: 'no answer',
          retry: away(retry),
        });
      case 'diesBefore':
        throw new Died();
      case 'diesAfter':
        await send();
        throw new Died();
    }
  };
  return { ...store, append, sendings: () => sendings };
};

/** Away at first, then as it is. */
const away = (send: ReturnType<EventStore['append']>): ReturnType<EventStore['append']> => {
  let asked = 0;
  return async () => {
    asked += 1;
    return asked === 1 ? E.left({ _tag: 'StoreUnavailable', reason: 'away' }) : send();
  };
};
