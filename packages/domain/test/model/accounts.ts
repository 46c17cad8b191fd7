import { alreadySo, recorded, refused, sameJson, type Answer } from './answer.js';
import type { Ask, CommandOf } from './commands.js';
import { grantIn, withdrawnFrom } from './granting.js';
import { holds, isIncentivesAdmin, isMicrosoft, mayAssign } from './who-may.js';
import type { Bank, World } from './world.js';

/** §3.1 AssociateTenant: Microsoft for the first, a GA for the others. */
export const associateTenant = (
  world: World,
  { actor, at, command: { tenantId, pga } }: Ask<'AssociateTenant'>,
): Answer => {
  const account = world.accounts.now(pga);
  const owner = world.tenants.now(tenantId);
  if (isMicrosoft(actor)) {
    // A tenant tied already is answered as such (V-06); a further one is not Microsoft's to tie.
    if (account !== undefined && owner === undefined) return refused('NotAuthorized');
  } else {
    if (account === undefined) return refused('UnknownAccount');
    if (!holds(actor, account, ['GA'])) return refused('NotAuthorized');
  }
  if (owner !== undefined) {
    return owner === pga ? alreadySo : refused('TenantTakenByOtherAccount');
  }
  world.tenants.put(tenantId, at, pga);
  return recorded('TenantAssociated', at, { tenantId, pga, by: actor });
};

/** §3.1 RegisterAccount. */
export const registerAccount = (
  world: World,
  { actor, at, command }: Ask<'RegisterAccount'>,
): Answer => {
  const { pga, tenantId, globalAdmin } = command;
  if (!isMicrosoft(actor)) return refused('NotAuthorized');
  // Accounts and locations have their ids in common (§1, MPN ID).
  const isTaken = world.accounts.now(pga) !== undefined || world.locations.now(pga) !== undefined;
  if (isTaken) return refused('AccountExists');
  if (world.tenants.now(tenantId) !== pga) return refused('UnknownTenant');
  const { userId } = globalAdmin;
  world.accounts.put(pga, at, {
    pga,
    users: [{ userId, guest: false }],
    roles: [{ userId, role: 'GA' }],
    grants: [],
    banks: [],
  });
  return recorded('AccountRegistered', at, {
    pga,
    firstTenantId: tenantId,
    firstGlobalAdmin: userId,
  });
};

/** §3.1 AddUser, R-07. */
export const addUser = (world: World, { actor, at, command }: Ask<'AddUser'>): Answer => {
  const { pga, userId, tenantId, guest } = command;
  const account = world.accounts.now(pga);
  if (account === undefined) return refused('UnknownAccount');
  if (!holds(actor, account, ['GA', 'AA', 'UMA'])) return refused('NotAuthorized');
  if (account.users.some((user) => user.userId === userId)) return refused('DuplicateUser');
  if (world.tenants.now(tenantId) !== pga) return refused('UnknownTenant');
  world.accounts.put(pga, at, { ...account, users: [...account.users, { userId, guest }] });
  return recorded('UserAdded', at, { pga, userId, tenantId, guest, by: actor });
};

/** §3.1 AssignAccountRole / RevokeAccountRole: GA, Microsoft. */
export const changeAccountRole = (
  world: World,
  { actor, at, command }: Ask<'AssignAccountRole' | 'RevokeAccountRole'>,
): Answer => {
  const { pga, userId, role } = command;
  const account = world.accounts.now(pga);
  if (account === undefined) return refused('UnknownAccount');
  if (!isMicrosoft(actor) && !holds(actor, account, ['GA'])) return refused('NotAuthorized');
  if (!account.users.some((user) => user.userId === userId)) return refused('UnknownUser');
  const has = holds(userId, account, [role]);
  if (command.type === 'AssignAccountRole') {
    if (has) return alreadySo;
    world.accounts.put(pga, at, { ...account, roles: [...account.roles, { userId, role }] });
    return recorded('AccountRoleAssigned', at, { pga, userId, role, by: actor });
  }
  if (!has) return refused('UnknownGrant');
  const admins = account.roles.filter((held) => held.role === 'GA').length;
  if (role === 'GA' && admins === 1) return refused('LastGlobalAdmin');
  world.accounts.put(pga, at, {
    ...account,
    roles: account.roles.filter((held) => held.userId !== userId || held.role !== role),
  });
  return recorded('AccountRoleRevoked', at, { pga, userId, role, by: actor });
};

/** §3.1 AssignRole for all locations (R-02 … R-08). */
export const assignEverywhere = (
  world: World,
  { actor, at, command }: Ask<'AssignRole'>,
): Answer => {
  const { pga, userId, role, programs } = command;
  const account = world.accounts.now(pga);
  if (account === undefined) return refused('UnknownAccount');
  if (!mayAssign(actor, account, world.policy)) return refused('NotAuthorized');
  const user = account.users.find((one) => one.userId === userId);
  if (user === undefined) return refused('UnknownUser');
  if (user.guest && !world.policy.guestIncentivesRoles) return refused('GuestNotAllowed');
  if (programs !== 'all' && programs.some((id) => world.programs.now(id) === undefined)) {
    return refused('UnknownProgram');
  }
  if (grantIn(account.grants, command)) return alreadySo;
  world.accounts.put(pga, at, {
    ...account,
    grants: [...account.grants, { userId, role, programs }],
  });
  return recorded('RoleAssigned', at, {
    pga,
    userId,
    role,
    programs,
    allLocations: true,
    by: actor,
  });
};

/** §3.1 RevokeRole for all locations. */
export const revokeEverywhere = (
  world: World,
  { actor, at, command }: Ask<'RevokeRole'>,
): Answer => {
  const { pga, userId, role } = command;
  const account = world.accounts.now(pga);
  if (account === undefined) return refused('UnknownAccount');
  if (!mayAssign(actor, account, world.policy)) return refused('NotAuthorized');
  const left = withdrawnFrom(account.grants, command);
  if (sameJson(left, account.grants)) return refused('UnknownGrant');
  world.accounts.put(pga, at, { ...account, grants: left });
  return recorded('RoleRevoked', at, { pga, userId, role, allLocations: true, by: actor });
};

/** §5.1 CreateBankProfile / EditBankProfile: an incentives admin of the location that the command names. */
export const saveBankProfile = (
  world: World,
  { actor, at, command }: Ask<'CreateBankProfile' | 'EditBankProfile'>,
): Answer => {
  const { pga, pla, bankProfileId, name } = command;
  const account = world.accounts.now(pga);
  const location = world.locations.now(pla);
  if (account === undefined) return refused('UnknownAccount');
  if (location === undefined && world.accounts.now(pla) === undefined) {
    return refused('UnknownLocation');
  }
  if (!isIncentivesAdmin(actor, account, location, 'any')) return refused('NotIncentivesAdmin');
  if (location === undefined) return refused('NotALocation');
  if (location.pga !== pga) return refused('ForeignLocation');
  const known = account.banks.find((bank) => bank.bankProfileId === bankProfileId);
  const wanted = bankOf(command);
  if (command.type === 'CreateBankProfile' && known !== undefined) {
    return sameJson({ ...known, status: 'PendingValidation' }, wanted)
      ? alreadySo
      : refused('ProfileExists');
  }
  if (command.type === 'EditBankProfile' && known === undefined) return refused('UnknownProfile');
  const others = account.banks.filter((bank) => bank.bankProfileId !== bankProfileId);
  if (others.some((bank) => bank.name === name)) return refused('DuplicateName');
  // V-06, T-03: pending already, with the same data.
  if (sameJson(known, wanted)) return alreadySo;
  world.accounts.put(pga, at, { ...account, banks: [...others, wanted] });
  const type = known === undefined ? 'BankProfileCreated' : 'BankProfileEdited';
  return recorded(type, at, { pga, pla, bankProfileId, name, by: actor });
};

const bankOf = ({
  bankProfileId,
  name,
  country,
  paymentMethod,
  currencies,
  accountRef,
}: CommandOf<'CreateBankProfile' | 'EditBankProfile'>): Bank => ({
  bankProfileId,
  name,
  country,
  paymentMethod,
  ...(currencies && { currencies: currencies.toSorted() }),
  accountRef,
  status: 'PendingValidation',
});

/** §5.1 RecordBankVerdict, T-03. */
export const recordBankVerdict = (
  world: World,
  { actor, at, command }: Ask<'RecordBankVerdict'>,
): Answer => {
  const { pga, bankProfileId, verdict, reasons = [] } = command;
  if (!isMicrosoft(actor)) return refused('NotAuthorized');
  const account = world.accounts.now(pga);
  if (account === undefined) return refused('UnknownAccount');
  const known = account.banks.find((bank) => bank.bankProfileId === bankProfileId);
  if (known === undefined) return refused('UnknownProfile');
  if (known.status !== 'PendingValidation') return refused('NotPending');
  if (verdict === 'invalid' && reasons.length === 0) return refused('ReasonsRequired');
  const status = verdict === 'valid' ? 'Approved' : 'ActionRequired';
  world.accounts.put(pga, at, {
    ...account,
    banks: account.banks.map((bank) => (bank === known ? { ...bank, status } : bank)),
  });
  return recorded(`BankProfile${status}`, at, { pga, bankProfileId });
};
