import { describe, expect, test } from '@jest/globals';
import { incentives } from '../command.js';
import {
  besideStore,
  readStoreUrl,
  isPostgresUrl,
  shownUrl,
} from '../../src/read-store/read-store-url.js';

describe('where the rows are', () => {
  test('as named, else as DATABASE_URL says, else beside an embedded store', () => {
    const env = { DATABASE_URL: 'postgres://host/db' };
    expect(readStoreUrl('sqlite:rows.db', 'sqlite:events.db', env)).toEqual({
      url: 'sqlite:rows.db',
      isBeside: false,
    });
    expect(readStoreUrl(undefined, 'sqlite:events.db', env)).toEqual({
      url: 'postgres://host/db',
      isBeside: false,
    });
    expect(readStoreUrl(undefined, 'sqlite:events.db', { DATABASE_URL: '' })).toEqual({
      url: 'sqlite:events.db.rows',
      isBeside: true,
    });
    expect(besideStore('memory:')).toBe('memory:');
  });

  test('beside a server there is no place: somebody has to name one', () => {
    expect(() => readStoreUrl(undefined, 'esdb://host:2113', {})).toThrow(
      'expected a read store, got none',
    );
  });

  test('it is shown without user and password', () => {
    expect(shownUrl('postgres://me:secret@host:5432/db?sslmode=require')).toBe(
      'postgres://host:5432/db',
    );
    expect(shownUrl('postgresql://me:sec%ret@/db?host=/tmp')).not.toContain('sec');
    expect(shownUrl('mysql://me:se@cret@host/db')).toBe('mysql://host/db');
    expect(shownUrl('sqlite:rows.db')).toBe('sqlite:rows.db');
    expect(shownUrl('postgres://me:se@cret@host/db')).toBe('postgres://host/db');
    expect(shownUrl('postgres:///db?host=/tmp&password=secret')).toBe('postgres:///db');
  });

  test.each([
    'postgres://me:sec/ret@host/db',
    'postgres://me:sec?ret@host/db',
    'postgres://me:sec#ret@host/db',
    'postgres://me:12/34secret@host/db',
    'host=db password=secret user=me',
    'me:secret@host/db',
    'postgres:me:secret@host/db',
  ])('of one that cannot be taken apart nothing is shown: %s', (url) => {
    expect(shownUrl(url)).toBe('an address that cannot be taken apart');
  });

  test.each(['postgres://me:sec/ret@host/db', 'host=db password=secret user=me'])(
    'one that cannot be taken apart is refused with what to do, not as a bug: %s',
    async (url) => {
      const line = ['projections', 'resume', 'programs', '--read-store', url];
      const status = await incentives(line);
      expect(status.code).toBe(2);
      expect(status.err).toMatch(/^incentives: expected a read store such as postgres:.*\n  → /);
      expect(status.err).not.toMatch(/sec|bug/);
    },
  );

  test('addresses of sockets are taken apart too', () => {
    expect(isPostgresUrl('postgresql://me:secret@/db?host=/tmp')).toBe(true);
    expect(isPostgresUrl('postgresql:///db?host=/tmp')).toBe(true);
    expect(isPostgresUrl('postgres://me@host:5432/db')).toBe(true);
  });
});
