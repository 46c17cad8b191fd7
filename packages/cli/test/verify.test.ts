import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Metadata, RecordedEvent } from '@partner-incentives/event-sourcing';
import { verify, type BadEvent } from '../src/commands/verify.js';
import { readJournal } from '../src/journal/read-journal.js';
import { playJournal } from '../src/journal/play-journal.js';
import { openStore } from '../src/store/open-store.js';
import { stageOf } from '../src/store/stage-of.js';
import { envelope, incentives, inFolder } from './command.js';
import { journals } from './journal/playing.js';

type Tampered = Omit<RecordedEvent, 'metadata'> & { readonly metadata: Metadata };

let history: ReadonlyArray<Tampered> = [];

beforeAll(async () => {
  const opened = await openStore('memory:');
  await playJournal(readJournal(`${journals}/ir-uk-complete.jsonl`), await stageOf(opened));
  const events: Array<Tampered> = [];
  for await (const event of opened.store.readAll()) events.push(event as Tampered);
  history = events;
  await opened.close();
});

const stream = 'enrollment-IR_UK';
const at = (revision: number): Tampered => {
  const found = history.find((event) => event.stream === stream && event.revision === revision);
  if (found === undefined) throw new RangeError(`no event ${String(revision)}`);
  return found;
};

const verified = async (events: ReadonlyArray<unknown>) => {
  const report = await verify({
    readAll: async function* () {
      yield* events as ReadonlyArray<RecordedEvent>;
    },
  });
  return { ...report, first: (report.data as { readonly first: BadEvent | null }).first };
};

/** The history with events replaced: none, one or several for one. */
const withInstead = (replace: (event: Tampered) => ReadonlyArray<unknown> | undefined) =>
  history.flatMap((event) => replace(event) ?? [event]);

const isAt = (event: Tampered, revision: number): boolean =>
  event.stream === stream && event.revision === revision;

const changedAt = (revision: number, change: (event: Tampered) => unknown) =>
  withInstead((event) => (isAt(event, revision) ? [change(event)] : undefined));

const wrongHash = 'its hash is not what was recorded';

describe('verify', () => {
  test('finds nothing in a history that nobody touched', async () => {
    const { status, data, text } = await verified(history);
    expect(status).toBe('pass');
    expect(data).toMatchObject({ events: history.length, foreign: 0, bad: 0, first: null });
    expect(text).toMatch(/^✓ \d+ events in \d+ streams: every chain is whole\.$/);
  });

  test('names a changed event', async () => {
    const events = changedAt(2, (event) => ({
      ...event,
      data: { ...(event.data as object), by: 'ivan' },
    }));
    const { status, first, text } = await verified(events);
    expect(status).toBe('fail');
    expect(first).toEqual({
      stream,
      revision: 2,
      id: at(2).id,
      type: at(2).type,
      reason: wrongHash,
    });
    expect(text).toContain(`✗ ${stream} #2 ${at(2).type} (${at(2).id}): ${wrongHash}.`);
    expect(text).toContain('1 of ');
  });

  test.each<[string, (event: Tampered) => unknown]>([
    ['type', (event) => ({ ...event, type: 'ProfileRejected' })],
    ['id', (event) => ({ ...event, id: at(0).id })],
    ['schema version', (event) => ({ ...event, schemaVersion: 2 })],
    ['data that is no JSON', (event) => ({ ...event, data: { at: undefined, n: Number.NaN } })],
  ])('names an event with another %s', async (_what, change) => {
    const { first } = await verified(changedAt(2, change));
    expect(first).toMatchObject({ stream, revision: 2 });
  });

  test.each<[string, (metadata: Metadata) => unknown]>([
    ['actor', (metadata) => ({ ...metadata, actor: { kind: 'user', id: 'ivan' } })],
    ['effectiveAt', (metadata) => ({ ...metadata, effectiveAt: '2020-01-01T00:00:00.000Z' })],
    ['recordedAt', (metadata) => ({ ...metadata, recordedAt: '2020-01-01T00:00:00.000Z' })],
    ['commandId', (metadata) => ({ ...metadata, commandId: 'another' })],
    ['account', ({ account: _account, ...metadata }) => metadata],
    ['an added key', (metadata) => ({ ...metadata, note: 'approved by phone' })],
    ['chain', (metadata) => ({ ...metadata, chain: at(0).metadata.chain })],
  ])('names an event with changed metadata: %s', async (_what, change) => {
    const { first } = await verified(
      changedAt(2, (event) => ({ ...event, metadata: change(event.metadata) })),
    );
    expect(first).toMatchObject({ stream, revision: 2, reason: wrongHash });
  });

  test('names an event whose metadata is gone or unreadable', async () => {
    for (const metadata of [undefined, null, 'text', { ...at(2).metadata, chain: undefined }]) {
      const { first } = await verified(changedAt(2, (event) => ({ ...event, metadata })));
      expect(first).toMatchObject({ revision: 2, reason: 'its metadata cannot be read' });
    }
  });

  test('names an inserted event, even if what follows was moved on', async () => {
    const events = withInstead((event) => {
      if (event.stream !== stream || event.revision < 2) return undefined;
      const moved = { ...event, revision: event.revision + 1 };
      return event.revision === 2 ? [{ ...event, id: 'inserted' }, moved] : [moved];
    });
    expect((await verified(events)).first).toMatchObject({ stream, revision: 2, id: 'inserted' });
  });

  test('names the event after a deleted one, and what is missing before it', async () => {
    const events = withInstead((event) => (isAt(event, 2) ? [] : undefined));
    expect((await verified(events)).first).toMatchObject({
      stream,
      revision: 3,
      id: at(3).id,
      reason: 'revision 2 is missing before it',
    });
  });

  test('names the first of the events that a deleted one was closed up over', async () => {
    const events = withInstead((event) => {
      if (event.stream !== stream || event.revision < 2) return undefined;
      return event.revision === 2 ? [] : [{ ...event, revision: event.revision - 1 }];
    });
    expect((await verified(events)).first).toMatchObject({
      revision: 2,
      id: at(3).id,
      reason: wrongHash,
    });
  });

  test('names the first of two swapped events', async () => {
    const events = withInstead((event) =>
      isAt(event, 1)
        ? [{ ...at(2), revision: 1 }]
        : isAt(event, 2)
          ? [{ ...at(1), revision: 2 }]
          : undefined,
    );
    expect((await verified(events)).first).toMatchObject({ stream, revision: 1, id: at(2).id });
  });

  test('names an event moved into another stream', async () => {
    const events = changedAt(0, (event) => ({ ...event, stream: 'enrollment-IR_FR' }));
    expect((await verified(events)).first).toMatchObject({
      stream: 'enrollment-IR_FR',
      revision: 0,
    });
  });

  test('names what is missing where a chain was cut off, as long as a decision was made on it', async () => {
    const location = 'partnerLocation-UK';
    const read = history.flatMap(({ metadata }) =>
      metadata.basis.filter((basis) => basis.stream === location).map((basis) => basis.revision),
    );
    const end = Math.max(...read);
    const events = history.filter((event) => event.stream !== location || event.revision < end);
    const { status, first } = await verified(events);
    expect(status).toBe('fail');
    expect(first).toMatchObject({ stream: location, revision: end, id: null, type: null });
    expect(first?.reason).toMatch(/^it is missing: \S+ #\d+ was decided on it$/);
  });

  test('counts every bad event, and names the first in the order of the store', async () => {
    const touched = [history[5], history[20]].map((event) => event?.id);
    const events = withInstead((event) =>
      touched.includes(event.id) ? [{ ...event, schemaVersion: 9 }] : undefined,
    );
    const { data, first } = await verified(events);
    expect(data).toMatchObject({ bad: 2 });
    expect(first?.id).toBe(touched[0]);
  });

  test('what others keep in the same store is theirs', async () => {
    const theirs = { ...history[0], stream: '$system-x', metadata: {} };
    expect(await verified([theirs, ...history])).toMatchObject({
      status: 'pass',
      data: { foreign: 1, events: history.length },
    });
  });
});

describe('incentives verify', () => {
  inFolder(() => incentives('run examples/journals/ir-uk-invited.jsonl --store sqlite:good.db'));

  test('finds what was changed in the file itself: exit code 1, and which event', async () => {
    const bytes = readFileSync('good.db', 'latin1');
    const forged = bytes.replace('"by":"anna"', '"by":"ines"');
    expect(forged).not.toBe(bytes);
    writeFileSync('forged.db', forged, 'latin1');
    expect(await envelope('verify --store sqlite:good.db')).toMatchObject({
      code: 0,
      data: { bad: 0 },
    });
    expect(await envelope('verify --store sqlite:forged.db')).toMatchObject({
      code: 1,
      status: 'fail',
      data: { bad: 1, first: { type: 'RoleAssigned', reason: wrongHash } },
    });
    const { code, out } = await incentives('verify --store sqlite:forged.db');
    expect(code).toBe(1);
    expect(out).toMatch(/^✗ \w+-\w+ #\d+ RoleAssigned \(.+\): its hash is not what was recorded\./);
  });
});
