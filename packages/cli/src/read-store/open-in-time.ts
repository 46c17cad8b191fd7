import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { jitterMs, ReadStoreUnavailable } from '@partner-incentives/event-sourcing';
import { StoreOpenError } from '@partner-incentives/sql';
import type { OpenedReadStore } from './open-read-store.js';

/** How to wait for a read store that is away. */
export interface Patience {
  /** Ends waiting. */
  readonly signal: AbortSignal;
  readonly onAttempt: () => void;
  readonly onFailure: (failure: { readonly reason: string; readonly againInMs: number }) => void;
}

/**
 * Opens what may be away for now, as often as it takes, ever more slowly; `undefined` where the signal ended that.
 * Rejects at once where trying again is useless: a wrong password, rows of a newer version.
 */
export const openInTime = async (
  open: () => Promise<OpenedReadStore>,
  { signal, onAttempt, onFailure }: Patience,
): Promise<OpenedReadStore | undefined> => {
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    onAttempt();
    try {
      return await unlessAborted(open(), signal);
    } catch (error) {
      if (!isPassing(error)) throw error;
      const againInMs = Math.round(jitterMs(attempt, Math.random, backOff));
      onFailure({ reason: error.message, againInMs });
      await setTimeout(againInMs, undefined, { signal }).catch(() => undefined);
    }
  }
  return undefined;
};

const backOff = { firstMs: 200, mostMs: 30_000 };

const isPassing = (error: unknown): error is Error =>
  error instanceof ReadStoreUnavailable ||
  (error instanceof StoreOpenError && (error._tag === 'Locked' || error._tag === 'DiskFull'));

/** What is opened after nobody wants it any more is closed. */
const unlessAborted = async (
  opening: Promise<OpenedReadStore>,
  signal: AbortSignal,
): Promise<OpenedReadStore | undefined> => {
  const settled = new AbortController();
  const left = once(signal, 'abort', { signal: settled.signal }).then(
    () => undefined,
    () => opening,
  );
  try {
    const opened = await Promise.race([opening, left]);
    if (opened === undefined) opening.then(({ readStore }) => readStore.close()).catch(ignore);
    return opened;
  } finally {
    settled.abort();
  }
};

const ignore = (): void => undefined;
