import { describe, expect, test } from '@jest/globals';
import type { Actor } from '@partner-incentives/event-sourcing';
import { commandCodecs, Revision } from '../../src/catalogue.js';
import { ActorText } from '../../src/vocabulary/actor.js';
import { CorruptHistory } from '../../src/vocabulary/corrupt-history.js';
import { ProgramScope } from '../../src/vocabulary/roles.js';
import { Code, Country, Currency, isAtMost, Text, Url } from '../../src/vocabulary/text.js';

const high = '\uD83D';
const low = '\uDE00';

describe('words for people (§1)', () => {
  test.each<readonly [string, string, boolean]>([
    ['one character', 'a', true],
    ['nothing', '', false],
    ['200 characters', 'a'.repeat(200), true],
    ['201 characters', 'a'.repeat(201), false],
    ['200 characters of two units each', (high + low).repeat(200), true],
    ['201 characters of two units each', (high + low).repeat(201), false],
    ['a pair of surrogates', `a${high}${low}b`, true],
    ['a high surrogate alone', `a${high}b`, false],
    ['a high surrogate at the end', `a${high}`, false],
    ['a low surrogate alone', `a${low}b`, false],
    ['a low surrogate at the start', `${low}a`, false],
    ['surrogates in the wrong order', `${low}${high}`, false],
    ['a control character', 'a\u0000b', false],
    ['a delete character', 'a\u007Fb', false],
  ])('%s as a text: %j is %s', (_, text, valid) => {
    expect(Text.is(text)).toBe(valid);
  });

  test('a length is counted in characters, not in units of UTF-16', () => {
    expect(isAtMost(2, 'ab')).toBe(true);
    expect(isAtMost(2, 'abc')).toBe(false);
    expect(isAtMost(2, `a${high}${low}`)).toBe(true);
    expect(isAtMost(2, (high + low).repeat(2))).toBe(true);
    expect(isAtMost(2, (high + low).repeat(3))).toBe(false);
  });

  test('a code and a country have 64 characters at most, a code no spaces', () => {
    expect([Code.is('a'.repeat(64)), Code.is('a'.repeat(65)), Code.is('a b')]).toEqual([
      true,
      false,
      false,
    ]);
    expect([Country.is('a'.repeat(64)), Country.is('a'.repeat(65))]).toEqual([true, false]);
  });

  test.each([
    ['EUR', true],
    ['EURO', false],
    ['xEUR', false],
    ['eur', false],
    ['EU', false],
  ])('currency %s: %s', (text, valid) => {
    expect(Currency.is(text)).toBe(valid);
  });

  test.each([
    ['https://example.com/guide', true],
    ['http://example.com', true],
    ['ftp://example.com', false],
    ['see https://example.com', false],
    ['https://example.com/a b', false],
    ['https://', false],
    [`https://example.com/${'a'.repeat(1980)}`, true],
    [`https://example.com/${'a'.repeat(1981)}`, false],
    [`https://example.com/${high}`, false],
  ])('address %s: %s', (text, valid) => {
    expect(Url.is(text)).toBe(valid);
  });

  test.each([
    ['gina@contoso.com', true],
    ['gina', false],
    ['gina@', false],
    ['gina@contoso.com more', false],
    ['to gina@contoso.com', false],
    ['gina@contoso@com', false],
    [`${'g'.repeat(242)}@contoso.com`, true],
    [`${'g'.repeat(243)}@contoso.com`, false],
  ])('e-mail %s: %s (AddUser, §3.1)', (email, valid) => {
    const command = { type: 'AddUser', pga: 'Contoso', userId: 'gina', tenantId: 'contoso.com' };
    const codec = commandCodecs.AddUser;
    const decoded = codec.decode({ ...command, name: 'Gina', email, guest: false });
    expect(decoded._tag).toBe(valid ? 'Right' : 'Left');
  });
});

describe('who acts, as text (§2.1)', () => {
  test.each<readonly [string, Actor]>([
    ['ines', { kind: 'user', id: 'ines' }],
    ['system:MS', { kind: 'system', id: 'MS' }],
  ])('%s is read and written', (text, actor) => {
    expect(ActorText.decode(text)).toMatchObject({ _tag: 'Right', right: actor });
    expect(ActorText.encode(actor)).toBe(text);
  });

  test.each([[7], [null], [['ines']], ['system:'], [''], ['a b']])('%j is nobody', (written) => {
    expect(ActorText.decode(written)._tag).toBe('Left');
  });

  test('what has a kind and an id is an actor', () => {
    expect(ActorText.is({ kind: 'user', id: 'ines' })).toBe(true);
    for (const other of ['ines', null, undefined, {}, { kind: 'user' }, { id: 'ines' }]) {
      expect(ActorText.is(other)).toBe(false);
    }
    expect(ActorText.is(Object.assign(() => 'ines', { kind: 'user', id: 'ines' }))).toBe(false);
  });
});

describe('other words of commands (§3.0)', () => {
  test.each([
    [0, true],
    [-1, true],
    [7, true],
    [-2, false],
    [1.5, false],
    [2 ** 53, false],
  ])('a revision that a caller saw may be %d: %s', (revision, valid) => {
    expect(Revision.is(revision)).toBe(valid);
  });

  test.each<readonly [unknown, boolean]>([
    ['all', true],
    [['IR'], true],
    [['IR', 'DB'], true],
    [[], false],
    [['IR', 'IR'], false],
  ])('a grant for the programs %j: %s (R-04)', (scope, valid) => {
    expect(ProgramScope.is(scope)).toBe(valid);
  });

  test('an event that cannot follow says which, and what was found', () => {
    const error = new CorruptHistory('ProfileValidated', 'None');
    expect([error.name, error._tag]).toEqual(['CorruptHistory', 'CorruptHistory']);
    expect(error.message).toBe('ProfileValidated cannot follow here: None');
  });
});
