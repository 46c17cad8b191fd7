import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { streamName, type StreamId } from '@partner-incentives/event-sourcing';
import { sqliteEventStore } from '@partner-incentives/sql';
import { longHistory, longStanding } from './long-history.js';

/** The same events in an embedded store and as lines of JSON, made once and kept beside the sources. */
export const storedHistory = async (
  events: number,
): Promise<{ readonly store: string; readonly lines: string }> => {
  const directory = fileURLToPath(new URL('../../reports', import.meta.url));
  mkdirSync(directory, { recursive: true });
  const store = join(directory, `history-${events}.db`);
  const lines = join(directory, `history-${events}.jsonl`);
  if (existsSync(store) && existsSync(lines)) return { store, lines };
  const begun = join(directory, 'history-begun');
  for (const suffix of ['', '-wal', '-shm', '.jsonl']) rmSync(begun + suffix, { force: true });
  await write(events, begun, `${begun}.jsonl`);
  renameSync(`${begun}.jsonl`, lines);
  renameSync(begun, store);
  return { store, lines };
};

const perAppend = 4;

/** Stream by stream in turns, as enrollments live beside each other. */
const write = async (events: number, path: string, lines: string): Promise<void> => {
  const store = await sqliteEventStore({ path });
  const file = openSync(lines, 'w');
  const length = events / longStanding;
  const histories = Array.from({ length: longStanding }, (_, n) => longHistory(n, length));
  for (let from = 0; from < length; from += perAppend) {
    await Promise.all(
      histories.map(async (history, n) => {
        const [first, ...rest] = history.slice(from, from + perAppend);
        if (first === undefined) return;
        const stream = streamName(
          'enrollment',
          'indirect' as StreamId,
          `location-${n}` as StreamId,
        );
        const answer = await store.append(stream, from - 1, [first, ...rest])();
        if (answer._tag === 'Left') throw new Error(answer.left._tag);
      }),
    );
    for (const history of histories) {
      const text = history
        .slice(from, from + perAppend)
        .map((event) => `${JSON.stringify(event)}\n`);
      writeSync(file, text.join(''));
    }
  }
  closeSync(file);
  await store.close();
};
