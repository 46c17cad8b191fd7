import { ReadStoreUnavailable, ValueRefused } from '@partner-incentives/event-sourcing';
import { codeOf, isSqliteFailure, reasonOf } from '../../sqlite-fault.js';

/** What SQLite says went wrong, in the words of the port; anything else is a bug, and stays as it is. */
export const readFailureOf = (error: unknown): unknown => {
  if (codeOf(error) === 'SQLITE_TOOBIG')
    return new ValueRefused('it is too large', { cause: error });
  return isSqliteFailure(error)
    ? new ReadStoreUnavailable(reasonOf(error), { cause: error })
    : error;
};
