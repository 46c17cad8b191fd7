import {
  type Commit,
  type KeptRow,
  type ParkedKey,
  rowText,
  ValueRefused,
} from '@partner-incentives/event-sourcing';

/** A row as parameters; throws `ValueRefused` where the databases could not give it back as it is. */
export const rowParameters = ({ key, account, values, data, position, revision }: KeptRow) => {
  for (const text of [key, account ?? '', ...values]) {
    refuseUnkeepable(text, 'its key, its account or a value that it is found under');
  }
  return {
    key,
    account: account ?? null,
    found_under: values.length === 0 ? null : JSON.stringify(values),
    data: data === undefined ? null : rowText(data),
    position,
    revision,
  };
};

export const parkedParameters = ({ retryAsked, account, ...parked }: ParkedKey) => {
  for (const value of [parked.key, account ?? '', parked.type, parked.reason]) {
    refuseUnkeepable(value, 'what is said of a parked key');
  }
  const { key, revision, position, type, cause, reason, waiting, since } = parked;
  return {
    key,
    account: account ?? null,
    revision,
    position,
    type,
    cause,
    reason,
    waiting,
    since,
    // Null lets it be as it is.
    retry_asked: retryAsked === undefined ? null : Number(retryAsked),
  };
};

export const checkpointParameters = ({ from, checkpoint, handled }: Commit) => ({
  from: from ?? null,
  position: checkpoint.position,
  origin: checkpoint.origin,
  last_stream: checkpoint.last.stream,
  last_revision: checkpoint.last.revision,
  last_id: checkpoint.last.id,
  last_position: checkpoint.last.position,
  applied: handled.applied,
  ignored: handled.ignored,
  foreign_events: handled.foreign,
});

const refuseUnkeepable = (text: string, what: string): void => {
  if (!isKeepable(text)) {
    throw new ValueRefused(`${what} holds U+0000 or half a surrogate pair`);
  }
};

/** No database here holds NUL in text, and half a surrogate pair is no character of UTF-8. */
export const isKeepable = (text: string): boolean => !/[\0\p{Surrogate}]/u.test(text);
