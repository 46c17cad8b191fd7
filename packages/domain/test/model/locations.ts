import { alreadySo, recorded, refused, sameJson, type Answer } from './answer.js';
import type { Ask, Fact } from './commands.js';
import { grantIn, withdrawnFrom } from './granting.js';
import { holds, isIncentivesAdmin, isMicrosoft, mayAssign } from './who-may.js';
import type { Location, World } from './world.js';

/** §3.1 RegisterLocation: GA, AA. */
export const registerLocation = (
  world: World,
  { actor, at, command }: Ask<'RegisterLocation'>,
): Answer => {
  const { pga, pla, country } = command;
  const account = world.accounts.now(pga);
  if (account === undefined) return refused('UnknownAccount');
  if (!holds(actor, account, ['GA', 'AA'])) return refused('NotAuthorized');
  if (world.locations.now(pla) !== undefined) return refused('LocationExists');
  if (world.accounts.now(pla) !== undefined) return refused('NotALocation');
  world.locations.put(pla, at, {
    pga,
    pla,
    country,
    closed: false,
    migrated: false,
    setUp: false,
    grants: [],
    agreements: {},
    designations: [],
    facts: [],
    taxes: [],
  });
  return recorded('LocationRegistered', at, { pga, pla, country, by: actor });
};

/** §3.1 AssignRole and RevokeRole for one location (R-02 … ). */
export const changeRole = (
  world: World,
  { actor, at, command }: Ask<'AssignRole' | 'RevokeRole'>,
): Answer => {
  const { pga, userId, role, location: pla, programs } = command;
  const account = world.accounts.now(pga);
  if (account === undefined) return refused('UnknownAccount');
  if (!mayAssign(actor, account, world.policy)) return refused('NotAuthorized');
  const user = account.users.find((one) => one.userId === userId);
  if (command.type === 'AssignRole') {
    if (user === undefined) return refused('UnknownUser');
    if (user.guest && !world.policy.guestIncentivesRoles) return refused('GuestNotAllowed');
  }
  const location = world.locations.now(pla);
  if (location === undefined) {
    return refused(world.accounts.now(pla) === undefined ? 'UnknownLocation' : 'NotALocation');
  }
  if (location.pga !== pga) return refused('ForeignLocation');
  if (command.type === 'RevokeRole') {
    const left = withdrawnFrom(location.grants, command);
    if (sameJson(left, location.grants)) return refused('UnknownGrant');
    world.locations.put(pla, at, { ...location, grants: left });
    return recorded('RoleRevoked', at, { pga, pla, userId, role, by: actor });
  }
  if (location.closed) return refused('LocationClosed');
  const scope = command.programs;
  if (scope !== 'all' && scope.some((id) => world.programs.now(id) === undefined)) {
    return refused('UnknownProgram');
  }
  if (grantIn(location.grants, command)) return alreadySo;
  const grant = { userId, role, programs: scope };
  world.locations.put(pla, at, { ...location, grants: [...location.grants, grant] });
  return recorded('RoleAssigned', at, { pga, pla, userId, role, programs, by: actor });
};

type FactCommand =
  | 'CloseLocation'
  | 'CompletePmcMigration'
  | 'RecordFirstTransaction'
  | 'ActivateAgreement'
  | 'LapseAgreement'
  | 'RecordDesignation'
  | 'EndDesignation'
  | 'RecordCriterionFact'
  | 'EndCriterionFact';

/** §3.1: what Microsoft records about a location; already so: no-op (V-06). */
export const recordFact = (world: World, ask: Ask<FactCommand>): Answer => {
  const { actor, at, command } = ask;
  if (!isMicrosoft(actor)) return refused('NotAuthorized');
  const location = world.locations.now(command.pla);
  if (location === undefined) return refused('UnknownLocation');
  if (location.closed) {
    return command.type === 'CloseLocation' ? alreadySo : refused('LocationClosed');
  }
  const now = (type: string, changed: Partial<Location>, data: object = {}): Answer => {
    world.locations.put(location.pla, at, { ...location, ...changed });
    return recorded(type, at, { pga: location.pga, pla: location.pla, ...data });
  };
  switch (command.type) {
    case 'CloseLocation':
      return now('LocationClosed', { closed: true });
    case 'CompletePmcMigration':
      return location.migrated ? alreadySo : now('PmcMigrationCompleted', { migrated: true });
    case 'RecordFirstTransaction':
      return location.firstTransaction !== undefined
        ? alreadySo
        : now('FirstTransactionRecorded', { firstTransaction: at }, { at });
    case 'ActivateAgreement': {
      const { kind, until } = command;
      const known = location.agreements[kind];
      const running = known !== undefined && known.from <= at ? known.from : at;
      const period = { from: command.from ?? running, ...(until !== undefined && { until }) };
      if (sameJson(known, period)) return alreadySo;
      const agreements = { ...location.agreements, [kind]: period };
      return now('AgreementActivated', { agreements }, { kind, ...period });
    }
    case 'LapseAgreement': {
      const { kind } = command;
      const { [kind]: known, ...agreements } = location.agreements;
      if (known === undefined || (known.until !== undefined && known.until <= at)) return alreadySo;
      return now('AgreementLapsed', { agreements }, { kind, at });
    }
    case 'RecordDesignation':
    case 'EndDesignation': {
      const { designation } = command;
      const others = location.designations.filter((one) => one !== designation);
      const has = others.length < location.designations.length;
      if (has === (command.type === 'RecordDesignation')) return alreadySo;
      return has
        ? now('DesignationEnded', { designations: others }, { designation })
        : now('DesignationAttained', { designations: [...others, designation] }, { designation });
    }
    case 'RecordCriterionFact': {
      const { fact } = command;
      if (location.facts.some((one) => sameJson(one, fact))) return alreadySo;
      const others = location.facts.filter((one) => subject(one) !== subject(fact));
      return now('CriterionFactRecorded', { facts: [...others, fact] }, { fact, from: at });
    }
    case 'EndCriterionFact': {
      const { fact } = command;
      const others = location.facts.filter((one) => subject(one) !== subject(fact));
      if (others.length === location.facts.length) return alreadySo;
      return now('CriterionFactEnded', { facts: others }, { fact, at });
    }
  }
};

/** A location has one trailing revenue, one membership, and a role or code once. */
const subject = (fact: Fact): string => {
  if (fact.kind === 'CspRole') return `CspRole ${fact.role}`;
  return fact.kind === 'Custom' ? `Custom ${fact.code}` : fact.kind;
};

type AdminCommand =
  | 'CompleteIncentivesUserSetup'
  | 'CreateTaxProfile'
  | 'UpdateTaxProfile'
  | 'SetDefaultBankProfile'
  | 'RemoveDefaultBankProfile';

/** §3.1, §5.1: what an incentives admin of the location does there. */
export const administer = (world: World, ask: Ask<AdminCommand>): Answer => {
  const { actor, at, command } = ask;
  const location = world.locations.now(command.pla);
  if (location === undefined) return refused('UnknownLocation');
  const account = world.accounts.now(location.pga);
  if (!isIncentivesAdmin(actor, account, location, 'any')) return refused('NotIncentivesAdmin');
  if (location.closed) return refused('LocationClosed');
  const now = (type: string, changed: Partial<Location>, data: object = {}): Answer => {
    world.locations.put(location.pla, at, { ...location, ...changed });
    return recorded(type, at, { pga: location.pga, pla: location.pla, by: actor, ...data });
  };
  switch (command.type) {
    case 'CompleteIncentivesUserSetup':
      return location.setUp ? alreadySo : now('IncentivesUserSetupCompleted', { setUp: true });
    case 'SetDefaultBankProfile': {
      // T-20, T-22: also the same pair again needs the first removed.
      const { bankProfileId, currency } = command;
      if (location.defaultBank !== undefined) return refused('DefaultAlreadySet');
      if (account?.banks.every((bank) => bank.bankProfileId !== bankProfileId) !== false) {
        return refused('UnknownProfile');
      }
      const defaultBank = { bankProfileId, currency };
      return now('DefaultBankProfileSet', { defaultBank }, defaultBank);
    }
    case 'RemoveDefaultBankProfile': {
      if (location.defaultBank === undefined) return refused('NoDefault');
      const { defaultBank: _removed, ...without } = location;
      world.locations.put(location.pla, at, without);
      return recorded('DefaultBankProfileRemoved', at, { pla: location.pla, by: actor });
    }
    case 'CreateTaxProfile':
    case 'UpdateTaxProfile': {
      const { taxProfileId, country, forms, expiresOn } = command;
      const known = location.taxes.find((tax) => tax.taxProfileId === taxProfileId);
      const data = { taxProfileId, country, forms, ...(expiresOn !== undefined && { expiresOn }) };
      const wanted = { ...data, status: 'PendingValidation' as const };
      const saysTheSame =
        known !== undefined &&
        known.country === country &&
        known.expiresOn === expiresOn &&
        sameJson(known.forms.toSorted(), forms.toSorted());
      if (command.type === 'CreateTaxProfile') {
        if (known !== undefined) return saysTheSame ? alreadySo : refused('ProfileExists');
        return now('TaxProfileCreated', { taxes: [...location.taxes, wanted] }, data);
      }
      if (known === undefined) return refused('UnknownProfile');
      if (saysTheSame && known.status === 'PendingValidation') return alreadySo;
      const taxes = location.taxes.map((tax) => (tax === known ? wanted : tax));
      return now('TaxProfileUpdated', { taxes }, data);
    }
  }
};

/** §5.1 RecordTaxVerdict and ExpireTaxProfile (T-05): Microsoft. */
export const judgeTaxProfile = (
  world: World,
  { actor, at, command }: Ask<'RecordTaxVerdict' | 'ExpireTaxProfile'>,
): Answer => {
  if (!isMicrosoft(actor)) return refused('NotAuthorized');
  const location = world.locations.now(command.pla);
  if (location === undefined) return refused('UnknownLocation');
  if (location.closed) return refused('LocationClosed');
  const known = location.taxes.find((tax) => tax.taxProfileId === command.taxProfileId);
  if (known === undefined) return refused('UnknownProfile');
  if (command.type === 'RecordTaxVerdict') {
    if (known.status !== 'PendingValidation') return refused('NotPending');
    const { reasons = [] } = command;
    if (command.verdict === 'invalid' && reasons.length === 0) return refused('ReasonsRequired');
  } else {
    if (known.status === 'Expired') return alreadySo;
    if (known.expiresOn === undefined || at < known.expiresOn) return refused('NotYetExpired');
  }
  const status =
    command.type === 'ExpireTaxProfile'
      ? 'Expired'
      : command.verdict === 'valid'
        ? 'Approved'
        : 'ActionRequired';
  world.locations.put(location.pla, at, {
    ...location,
    taxes: location.taxes.map((tax) => (tax === known ? { ...tax, status } : tax)),
  });
  return recorded(`TaxProfile${status}`, at, {
    pla: location.pla,
    taxProfileId: known.taxProfileId,
  });
};
