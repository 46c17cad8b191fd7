import { describe, expect, test } from '@jest/globals';
import { besideStore, readStoreUrl, shownUrl } from '../../src/read-store/read-store-url.js';

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
  });
});
