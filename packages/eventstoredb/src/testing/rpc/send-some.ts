import type { LogRecord } from '../log/log-record.js';
import { streams } from '../wire/generated.js';
import { invalidArgument } from '../wire/rpc-error.js';
import type { Outbox } from './outbox.js';

type Options = streams.ReadReq.Options;

export const isBackwards = (options: Options): boolean =>
  options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;

/** Sends as many records as were asked for, each when there is room for it. */
export const sendSome = async (
  records: Iterable<LogRecord>,
  options: Options,
  frame: (record: LogRecord) => Buffer,
  outbox: Outbox,
): Promise<void> => {
  const most = BigInt(options.getCount());
  if (most === 0n) throw invalidArgument('No events were asked for.');
  let sent = 0n;
  for (const record of records) {
    await outbox.event(frame(record));
    if (++sent === most || outbox.gone) return;
  }
};
