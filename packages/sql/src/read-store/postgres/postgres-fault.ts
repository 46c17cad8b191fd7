import { ReadStoreUnavailable, ValueRefused } from '@partner-incentives/event-sourcing';

/** What PostgreSQL or the network says went wrong, in the words of the port; anything else is a bug, and stays as it is. */
export const postgresFailureOf = (error: unknown): unknown => {
  const code = codeOf(error);
  const reason = reasons.find(([pattern]) => pattern.test(code))?.[1];
  if (reason !== undefined) return new ReadStoreUnavailable(reason, { cause: error });
  if (refusals.test(code)) return new ValueRefused(`PostgreSQL says ${code}`, { cause: error });
  // What pg itself notices has no code.
  return code === '' && lost.test(messageOf(error))
    ? new ReadStoreUnavailable('there is no answer', { cause: error })
    : error;
};

/** By its shape: an error of another realm is no `Error` here. */
export const codeOf = (error: unknown): string => textAt(error, 'code');

const messageOf = (error: unknown): string => textAt(error, 'message');

export const textAt = (error: unknown, key: string): string => {
  const value: unknown =
    typeof error === 'object' && error !== null ? Reflect.get(error, key) : undefined;
  return typeof value === 'string' ? value : '';
};

/** Messages of PostgreSQL may quote values, so none is repeated. */
const reasons: ReadonlyArray<readonly [RegExp, string]> = [
  [/^53100$/, 'its disk is full'],
  [/^53/, 'it has no room for more'],
  [/^57014$/, 'it did not answer within the deadline'],
  [/^57P/, 'it is stopping or starting'],
  [/^25006$/, 'it is a replica that takes no writes'],
  [/^(40|55P03)/, 'somebody else was in the way'],
  [/^25P03$/, 'a transaction stood still too long'],
  [/^08/, 'the connection was lost'],
  [/^58/, 'its disk failed it'],
  [/^(ECONNREFUSED|ENOENT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/, 'it cannot be reached'],
  [/^(ECONNRESET|EPIPE|ECONNABORTED|ETIMEDOUT)$/, 'the connection was lost'],
];

/** Not of its encoding, out of its range, or too large for an index or a column. */
const refusals = /^(22|54000|54001)/;

const lost =
  /^(Connection terminated|Query read timeout|timeout exceeded|timeout expired|Client has encountered|Client was closed|Cannot use a pool after|Connection ended)/i;
