import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import { commandCodecs } from '../src/catalogue.js';
import { actorKinds, actors, contoso } from './contoso.js';
import type { History, Json } from './history.js';
import { at, type Row } from './permission-row.js';
import { rows } from './permission-rows.js';

const types = Object.keys(commandCodecs) as ReadonlyArray<Json['type']>;

/** Which kinds of actors a command is not refused to. */
const admitted = (type: Json['type'], given: History, fields: Row['fields']) =>
  actorKinds.filter((kind) => E.isRight(given.when(actors[kind], at, { ...fields, type })));

describe('the permission matrix (§2.3), every command and every kind of actor', () => {
  test('every command has its row', () => {
    expect(Object.keys(rows).toSorted()).toEqual(types.toSorted());
  });

  test.each(types)('%s', (type) => {
    const row = rows[type];
    const {
      may = [],
      refused = 'NotAuthorized',
      given = contoso,
      fields = {},
      on = at,
    } = row ?? {};
    const outcomes = actorKinds.map((kind) => [
      kind,
      given.outcome(actors[kind], on, { ...fields, type }),
    ]);
    expect(outcomes).toEqual(
      actorKinds.map((kind) => [kind, may.includes(kind) ? [expect.any(String)] : refused]),
    );
  });

  test.each(types)('%s is refused to a global admin and a stranger of elsewhere', (type) => {
    const { given = contoso, refused = 'NotAuthorized', fields = {} } = rows[type] ?? {};
    expect(given.outcome('fred', at, { ...fields, type })).toBe(refused);
    expect(given.outcome('mallory', at, { ...fields, type })).toBe(refused);
  });

  test.each(['CompleteIncentivesUserSetup', 'CreateTaxProfile', 'UpdateTaxProfile'] as const)(
    '%s is refused to an incentives admin of another location (R-04)',
    (type) => {
      const { given = contoso, fields = {} } = rows[type] ?? {};
      expect(given.outcome('ivan', at, { ...fields, type })).toBe('NotIncentivesAdmin');
    },
  );

  test('an incentives admin of all locations is one of each (R-03)', () => {
    const everywhere = contoso.after('anna', at, {
      type: 'AssignRole',
      pga: 'Contoso',
      userId: 'nils',
      role: 'IA',
      location: 'all',
      programs: 'all',
    });
    expect(
      everywhere.outcome('nils', at, {
        ...rows['CreateTaxProfile']?.fields,
        type: 'CreateTaxProfile',
      }),
    ).toEqual(['TaxProfileCreated']);
    expect(
      everywhere.outcome('nils', at, {
        ...rows['CreateBankProfile']?.fields,
        pla: 'FR',
        type: 'CreateBankProfile',
      }),
    ).toEqual(['BankProfileCreated']);
  });

  test('a system other than MS acts for Microsoft too (§2.1)', () => {
    expect(contoso.outcome('system:crm', at, { type: 'CloseLocation', pla: 'UK' })).toEqual([
      'LocationClosed',
    ]);
  });
});

describe('the policy switches on who grants (§9.3)', () => {
  const roleTypes = ['AssignRole', 'RevokeRole'] as const;
  const everywhere = (fields: Row['fields']) => ({ ...fields, location: 'all' });
  const granted = contoso.after('anna', at, {
    type: 'AssignRole',
    pga: 'Contoso',
    userId: 'ulf',
    role: 'IU',
    location: 'all',
    programs: 'all',
  });

  test.each([
    { switches: {}, may: ['GA', 'AA'] },
    { switches: { mpaAssigns: true }, may: ['GA', 'AA', 'MPA'] },
    { switches: { roleAssigners: ['AA'] as const }, may: ['AA'] },
    { switches: { roleAssigners: ['GA'] as const, mpaAssigns: true }, may: ['GA', 'MPA'] },
  ])('given $switches, then $may assign and revoke, at a location and everywhere', (given) => {
    for (const type of roleTypes) {
      const fields = rows[type]?.fields ?? {};
      const under = granted.withPolicy(given.switches);
      expect(admitted(type, under, fields)).toEqual(given.may);
      expect(admitted(type, under, everywhere(fields))).toEqual(given.may);
    }
  });

  test('who can fix a refused grant is who may grant under the switches', () => {
    const grant = { ...rows['AssignRole']?.fields, type: 'AssignRole' as const };
    expect(contoso.recorded('max', at, grant)).toMatchObject({ fixableBy: ['anna', 'gina'] });
    expect(
      contoso.withPolicy({ roleAssigners: ['AA'], mpaAssigns: true }).recorded('gina', at, grant),
    ).toMatchObject({ fixableBy: ['anna', 'max'] });
  });
});
