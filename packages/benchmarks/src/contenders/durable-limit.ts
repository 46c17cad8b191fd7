// The disk by itself: a line, and a sync of the file, for each event.
import { closeSync, fdatasyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { measureDurableAppends } from '../workloads/durable-appends.js';

await measureDurableAppends(async (directory) => {
  const path = join(directory, 'events.jsonl');
  const file = openSync(path, 'a');
  return {
    append: async (stream, nth, event) => {
      writeSync(file, `${JSON.stringify({ stream, nth, ...event })}\n`);
      fdatasyncSync(file);
    },
    count: async () => {
      closeSync(file);
      return readFileSync(path, 'utf8').split('\n').length - 1;
    },
    remarks: async () => [],
  };
});
