import type { NoAccessRow, RoleRow } from '@partner-incentives/read-models';
import { rowsOrNothing, type Drawing } from './drawing.js';
import { table } from './table.js';

/** Who holds what where, by name. */
export const drawRoles = async (
  rows: ReadonlyArray<RoleRow>,
  drawing: Drawing,
): Promise<string> => {
  const named = await Promise.all(
    rows.map(async (row) => ({ ...row, name: await drawing.nameOf(row.userId) })),
  );
  const head = ['USER', 'NAME', 'ROLE', 'LOCATION', 'PROGRAMS'];
  return rowsOrNothing(named, drawing, head, ({ userId, name, role, location, programs }) => [
    userId,
    name,
    roleNames[role],
    location,
    typeof programs === 'string' ? programs : programs.join('\n'),
  ]);
};

/** The panel for whom no overview is (P-FAQ): whom to ask. */
export const drawNoAccess = async (
  rows: ReadonlyArray<NoAccessRow>,
  { viewer, nameOf }: Drawing,
): Promise<string> => {
  const contacts = rows.map(async ({ userId, pga, roles }) => [
    await nameOf(userId),
    pga,
    roles.map((role) => roleNames[role]).join(', '),
  ]);
  return [
    `No access: ${await nameOf(viewer)} has no incentives role. These can assign one:`,
    '',
    table(['NAME', 'ACCOUNT', 'ROLE'], await Promise.all(contacts)),
  ].join('\n');
};

const roleNames: Readonly<Record<RoleRow['role'], string>> = {
  GA: 'Global admin',
  AA: 'Account admin',
  MPA: 'MPN partner admin',
  UMA: 'User management admin',
  AG: 'Admin agent',
  IA: 'Incentives admin',
  IU: 'Incentives user',
};
