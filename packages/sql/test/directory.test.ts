import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import Database from 'libsql';
import { sqliteDirectory } from '../src/index.js';
import { temporaryDirectory } from './temporary-directory.js';

const directory = temporaryDirectory();
let files = 0;
const ines = {
  userId: 'ines',
  name: 'Inês Álvarez',
  email: 'Inés@Contoso.example',
  language: 'sv',
};

const open = async (path = join(directory, `${files++}`, 'people.db'), busyTimeoutMs = 5_000) => ({
  people: await sqliteDirectory({ path, busyTimeoutMs }),
  path,
});

describe('the embedded directory (§3.7)', () => {
  test('knows who was added, now and when opened again', async () => {
    const { people, path } = await open();
    expect(await people.add(ines)).toBe('added');
    expect(await people.add({ userId: 'bo', name: 'Bo', email: 'bo@contoso.example' })).toBe(
      'added',
    );
    await people.close();
    const again = await open(path);
    expect(await again.people.lookUp('ines')).toEqual(ines);
    expect(await again.people.lookUp('bo')).toEqual({
      userId: 'bo',
      name: 'Bo',
      email: 'bo@contoso.example',
    });
    expect(await again.people.lookUp('nobody')).toBeUndefined();
    await again.people.close();
  });

  test('has each e-mail once, whatever its case and however its accents are written', async () => {
    const { people } = await open();
    await people.add(ines);
    for (const email of ['INÉS@CONTOSO.EXAMPLE', ines.email.normalize('NFD')]) {
      expect(await people.add({ ...ines, email })).toBe('already');
      expect(await people.add({ ...ines, userId: 'other', email })).toBe('emailTaken');
    }
    expect(await people.add({ ...ines, email: 'new@contoso.example' })).toBe('emailTaken');
    expect(await people.lookUp('ines')).toEqual(ines);
    await people.close();
  });

  test('erases once, says so ever after, and lets the person and the e-mail come back', async () => {
    const { people } = await open();
    await people.add(ines);
    expect(await people.erase('ines')).toBe(true);
    expect(await people.erase('ines')).toBe(false);
    expect(await people.erase('nobody')).toBe(false);
    expect(await people.lookUp('ines')).toBe('erased');
    expect(await people.add({ ...ines, userId: 'other' })).toBe('added');
    expect(await people.add({ ...ines, email: 'ines@fabrikam.example' })).toBe('added');
    expect(await people.lookUp('ines')).toMatchObject({ email: 'ines@fabrikam.example' });
    await people.close();
  });

  test('leaves nothing of an erased person in any of its files (F9), and all of the others', async () => {
    const { people, path } = await open();
    const person = (at: number) => ({
      userId: `u${at}`,
      name: `Canary${at}Name`.padEnd(20 + (at % 90), 'x'),
      email: `canary${at}mail@contoso.example`,
      language: 'fr',
    });
    const all = Array.from({ length: 120 }, (_, at) => at);
    for (const at of all) await people.add(person(at));
    const erased = all.filter((at) => at % 3 === 0);
    for (const at of erased) await people.erase(person(at).userId);
    const found = canariesIn(path);
    expect(erased.filter((at) => found.has(`canary${at}`))).toEqual([]);
    expect(all.filter((at) => at % 3 !== 0 && !found.has(`canary${at}`))).toEqual([]);
    await people.close();
  });

  test('does not say erased while another reader keeps the WAL; erasing again finishes it', async () => {
    const { people, path } = await open(undefined, 80);
    await people.add({ ...ines, name: 'Canary7Name' });
    const reader = new Database(path);
    reader.exec('begin');
    reader.prepare('select count(*) from people').all();
    await expect(people.erase('ines')).rejects.toMatchObject({ _tag: 'StoreUnavailable' });
    expect(await people.lookUp('ines')).toBe('erased');
    reader.exec('commit');
    await people.erase('ines');
    expect(canariesIn(path).has('canary7')).toBe(false);
    reader.close();
    await people.close();
  });

  test('waits for another writer, up to its timeout', async () => {
    const { people, path } = await open(undefined, 80);
    const holder = new Database(path);
    holder.exec('begin immediate');
    await expect(people.add(ines)).rejects.toMatchObject({ _tag: 'StoreUnavailable' });
    const adding = people.add(ines);
    holder.exec('commit');
    expect(await adding).toBe('added');
    holder.close();
    await people.close();
    await expect(people.lookUp('ines')).rejects.toMatchObject({ _tag: 'StoreUnavailable' });
  });
});

/** Read by another process: closing a file here would take away the locks that this process holds on it. */
const canariesIn = (path: string): ReadonlySet<string> => {
  const program = `const fs = require('node:fs'); const { dirname, join } = require('node:path');
    const directory = dirname(process.argv[1]);
    for (const file of fs.readdirSync(directory)) {
      process.stdout.write(fs.readFileSync(join(directory, file), 'latin1').toLowerCase());
    }`;
  const bytes = execFileSync(process.execPath, ['-e', program, path], { encoding: 'latin1' });
  return new Set(bytes.match(/canary\d+/g));
};
