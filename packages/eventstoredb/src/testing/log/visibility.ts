import type { LogRecord } from './log-record.js';
import type { StreamMetadata } from './stream-metadata.js';

/** The first revision of a stream that its metadata lets readers see; beyond the last one if none. */
export const firstVisible = (
  records: ReadonlyArray<LogRecord>,
  { truncateBefore = 0n, maxCount, maxAge }: StreamMetadata,
): bigint => {
  const length = BigInt(records.length);
  const byCount = maxCount === undefined ? 0n : length - maxCount;
  const byAge = maxAge === undefined ? 0n : BigInt(firstYoungerThan(records, maxAge));
  return [truncateBefore, byCount, byAge].reduce((most, each) => (each > most ? each : most));
};

const firstYoungerThan = (records: ReadonlyArray<LogRecord>, seconds: bigint): number => {
  const oldest = (BigInt(Date.now()) - seconds * 1_000n) * 10_000n;
  let low = 0;
  let high = records.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((records[middle]?.created ?? oldest) < oldest) low = middle + 1;
    else high = middle;
  }
  return low;
};
