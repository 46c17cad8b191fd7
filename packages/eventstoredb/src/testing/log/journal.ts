import { closeSync, existsSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import type { Database } from './database.js';

/**
 * Keeps what is written in a file, before it is answered, and writes again what it finds there. A killed process loses
 * nothing it has acknowledged; what it wrote last may end half-way and is cut off.
 */
export const keepJournal = (database: Database, path: string): (() => void) => {
  if (existsSync(path)) {
    const text = readFileSync(path, 'utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    truncateSync(path, Buffer.byteLength(whole));
    replay(database, whole);
  }
  const file = openSync(path, 'a');
  database.listenToWrites((records) => {
    const lines = records.map(({ stream, revision, created, id, type, isJson, data, metadata }) =>
      JSON.stringify([
        stream,
        String(revision),
        String(created),
        { id, type, isJson, data: data.toString('base64'), metadata: metadata.toString('base64') },
      ] satisfies Line),
    );
    writeSync(file, lines.map((line) => `${line}\n`).join(''));
  });
  let isOpen = true;
  return () => {
    if (isOpen) closeSync(file);
    isOpen = false;
  };
};

const replay = (database: Database, text: string): void => {
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const [stream, revision, created, event] = JSON.parse(line) as Line;
    const proposed = {
      ...event,
      data: Buffer.from(event.data, 'base64'),
      metadata: Buffer.from(event.metadata, 'base64'),
    };
    database.log.write(stream, [proposed], BigInt(revision), BigInt(created));
  }
};

type Line = [
  stream: string,
  revision: string,
  created: string,
  event: { id: string; type: string; isJson: boolean; data: string; metadata: string },
];
