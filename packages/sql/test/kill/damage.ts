import type { RecordedEvent } from '@partner-incentives/event-sourcing';
import Database from 'libsql';
import { sqliteEventStore } from '../../src/index.js';

/** What a store does not keep to after its writers were killed; nothing, if all is well. */
export const damageIn = async (
  path: string,
  acknowledged: ReadonlyArray<string>,
): Promise<ReadonlyArray<string>> => {
  const store = await sqliteEventStore({ path });
  const damage: string[] = [];
  const appends = new Map<string, number[]>();
  const revisions = new Map<string, number>();
  const ids = new Set<string>();
  let position = 0;
  for await (const event of store.readAll()) {
    const { append, index } = writtenIn(event);
    appends.set(append, [...(appends.get(append) ?? []), index]);
    if (ids.has(event.id)) damage.push(`event ${event.id} twice`);
    ids.add(event.id);
    const expected = (revisions.get(event.stream) ?? -1) + 1;
    if (event.revision !== expected) damage.push(`${event.stream} without ${expected}`);
    revisions.set(event.stream, event.revision);
    if (Number(event.position) !== ++position) damage.push(`no position ${position}`);
  }
  for await (const event of store.readAll()) {
    const { append, of } = writtenIn(event);
    const indexes = appends.get(append) ?? [];
    const whole = indexes.length === of && indexes.every((index, at) => index === at);
    if (!whole) damage.push(`append ${append} half: ${indexes.join()} of ${of}`);
  }
  for (const append of acknowledged) {
    if (!appends.has(append)) damage.push(`append ${append} acknowledged and lost`);
  }
  await store.close();
  return [...damage, ...fileDamage(path)];
};

interface Written {
  readonly append: string;
  readonly index: number;
  readonly of: number;
}

const writtenIn = ({ data }: RecordedEvent): Written => data as Written;

const fileDamage = (path: string): ReadonlyArray<string> => {
  const database = new Database(path, { timeout: 5_000 });
  const rows = database.prepare('pragma integrity_check').raw().all();
  database.close();
  return rows.flat().flatMap((row) => (row === 'ok' ? [] : [String(row)]));
};
