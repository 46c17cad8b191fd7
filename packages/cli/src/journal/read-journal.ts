import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { CommandId } from '@partner-incentives/domain';
import { canonicalJson, uuidV5 } from '@partner-incentives/event-sourcing';
import type { JournalLine, LinePlace } from './journal-line.js';
import { MalformedLine } from './malformed-line.js';
import { parseLine } from './parse-line.js';

/**
 * A whole journal, included ones in their places, every line checked before any is played.
 *
 * A line's id is its `commandId`, or follows from what it asks for (its expectations apart) and how often that was
 * asked before: playing it again, or a longer journal, is playing the same commands.
 */
export const readJournal = (file: string): ReadonlyArray<JournalLine> => {
  const occurrences = new Map<string, number>();
  const idOf = (json: object, given: CommandId | undefined, place: LinePlace): CommandId => {
    if (given !== undefined) return given;
    const { expect: _expect, then: _then, ...asked } = json as Record<string, unknown>;
    const line = canonicalJson(asked);
    const occurrence = (occurrences.get(line) ?? 0) + 1;
    occurrences.set(line, occurrence);
    const id = uuidV5('journal', line, occurrence);
    if (!CommandId.is(id)) throw new MalformedLine(place, 1, 'a line', 'one without an id');
    return id;
  };

  const readFile = (
    path: string,
    including: ReadonlyArray<string>,
    askedBy: LinePlace,
  ): ReadonlyArray<JournalLine> =>
    textOf(path, askedBy)
      .split(/\r?\n/)
      .flatMap((text, index) =>
        text.trim() === '' ? [] : readLine(text, { file: path, line: index + 1 }, including),
      );

  const readLine = (
    text: string,
    place: LinePlace,
    including: ReadonlyArray<string>,
  ): ReadonlyArray<JournalLine> => {
    const parsed = parseLine(text, place);
    switch (parsed.kind) {
      case 'include': {
        const path = resolve(dirname(place.file), parsed.value.include);
        if (including.includes(path)) {
          throw new MalformedLine(place, 1, 'a journal that does not include itself', path);
        }
        return readFile(path, [...including, path], place);
      }
      case 'policy':
        return [{ ...place, kind: 'policy', policy: parsed.value.policy }];
      case 'command': {
        const id = idOf(parsed.json as object, parsed.value.commandId, place);
        return [{ ...place, kind: 'command', id, asked: parsed.value }];
      }
      case 'due': {
        const id = idOf(parsed.json as object, undefined, place);
        return [{ ...place, kind: 'due', id, asked: parsed.value }];
      }
      case 'view':
        return [{ ...place, kind: 'view', asked: parsed.value }];
    }
  };

  const path = resolve(file);
  return readFile(path, [path], { file: path, line: 1 });
};

const textOf = (path: string, askedBy: LinePlace): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    const actual = error instanceof Error ? error.message : String(error);
    throw new MalformedLine(askedBy, 1, `a journal in UTF-8 at ${path}`, actual);
  }
};
