import { describe, expect, test } from '@jest/globals';
import { InMemoryBuilds } from '../../src/read-store/in-memory-builds.js';
import { inMemoryReadStore } from '../../src/read-store/in-memory-read-store.js';
import { rowText } from '../../src/read-store/row-text.js';

const model = { model: 'things', schema: 1 };

describe('the in-memory read store', () => {
  test('two stores that share nothing know nothing of each other', async () => {
    const [one, other] = [inMemoryReadStore(), inMemoryReadStore()];
    await one.builds([model]);
    expect(await other.status()).toEqual([]);
  });

  test('two handles on the same builds see the same', async () => {
    const builds = new InMemoryBuilds();
    const [one, other] = [inMemoryReadStore({ builds }), inMemoryReadStore({ builds })];
    await one.builds([model]);
    expect(await other.status()).toEqual(await one.status());
    expect(await other.status()).toHaveLength(1);
  });

  test('who stops watching before the news has come is not called', async () => {
    const builds = new InMemoryBuilds();
    const store = inMemoryReadStore({ builds });
    let calls = 0;
    const stop = store.watch(() => void calls++);
    builds.tell();
    stop();
    await Promise.resolve();
    expect(calls).toBe(0);
  });
});

describe('the JSON of a row', () => {
  test('is what JSON.stringify makes of it', () => {
    const data = { b: [1, 'two', null, { ['__proto__']: true }], a: '\u2028\ud800' };
    expect(rowText(data)).toBe(JSON.stringify(data));
  });

  test.each([
    ['a bigint', { of: 1n }],
    ['undefined', { of: undefined }],
    ['NaN', [Number.NaN]],
    ['an instance of a class', { of: new Date(0) }],
    ['a function', () => 1],
  ])('%s is refused for what it is', (_what, data) => {
    expect(() => rowText(data)).toThrow(expect.objectContaining({ _tag: 'ValueRefused' }));
  });

  test('where it stands is said, and nothing of what it is', () => {
    expect(() => rowText({ list: [{ secret: new Map([['a', 'b']]) }] })).toThrow(
      'data.list.0.secret is an instance of Map',
    );
  });
});
