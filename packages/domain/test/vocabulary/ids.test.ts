import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as fc from 'fast-check';
import {
  BankProfileId,
  CommandId,
  InvitationId,
  PartnerId,
  PayingEntityId,
  ProgramId,
  SubmissionId,
  TaxProfileId,
  TenantId,
  UserId,
} from '../../src/vocabulary/ids.js';

const codecs = {
  BankProfileId,
  CommandId,
  InvitationId,
  PartnerId,
  PayingEntityId,
  ProgramId,
  SubmissionId,
  TaxProfileId,
  TenantId,
  UserId,
};
type Codecs = typeof codecs;
type IdOf<Kind extends keyof Codecs> = Codecs[Kind]['_A'];

/** Whether an id of the inner kind can be passed where one of the outer goes: each value's type is the compiler's answer. */
type Passes = {
  readonly [Wanted in keyof Codecs]: {
    readonly [Given in keyof Codecs]: IdOf<Given> extends IdOf<Wanted> ? true : false;
  };
};

const no = {
  BankProfileId: false,
  CommandId: false,
  InvitationId: false,
  PartnerId: false,
  PayingEntityId: false,
  ProgramId: false,
  SubmissionId: false,
  TaxProfileId: false,
  TenantId: false,
  UserId: false,
} as const;

describe('ids (§1)', () => {
  test('an id of one kind cannot be passed where another goes, or this file does not compile', () => {
    const passes: Passes = {
      BankProfileId: { ...no, BankProfileId: true },
      CommandId: { ...no, CommandId: true },
      InvitationId: { ...no, InvitationId: true },
      PartnerId: { ...no, PartnerId: true },
      PayingEntityId: { ...no, PayingEntityId: true },
      ProgramId: { ...no, ProgramId: true },
      SubmissionId: { ...no, SubmissionId: true },
      TaxProfileId: { ...no, TaxProfileId: true },
      TenantId: { ...no, TenantId: true },
      UserId: { ...no, UserId: true },
    };
    const plainText: { readonly [Kind in keyof Codecs]: string extends IdOf<Kind> ? true : false } =
      no;
    expect(Object.keys(passes)).toEqual(Object.keys(codecs));
    expect(plainText).toEqual(no);
  });

  const kinds = Object.entries(codecs);

  test.each(kinds)('%s takes letters, digits, dots and hyphens, 1 to 128 of them', (_, codec) => {
    const character = fc.constantFrom(...'ABCxyz0189.-'.split(''));
    fc.assert(
      fc.property(fc.string({ unit: character, minLength: 1, maxLength: 128 }), (id) => {
        expect(codec.decode(id)).toEqual(E.right(id));
      }),
    );
  });

  test.each(kinds)('%s takes nothing else, so no id reaches another’s stream', (_, codec) => {
    const wrong = [
      '',
      'a'.repeat(129),
      'a_b',
      'a b',
      'a/b',
      'é',
      'a\n',
      '\u0000',
      7,
      null,
      {},
      ['a'],
    ];
    expect(wrong.filter((id) => codec.is(id))).toEqual([]);
    expect(wrong.filter((id) => codec.decode(id)._tag === 'Right')).toEqual([]);
  });
});
