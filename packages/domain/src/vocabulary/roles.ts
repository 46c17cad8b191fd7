import * as t from 'io-ts';
import { PartnerId, ProgramId, UserId } from './ids.js';
import { command, v1 } from './record.js';

/** Global admin, account admin, MPN partner admin, user management admin, admin agent (§2.1). */
export const AccountRole = t.keyof({ GA: null, AA: null, MPA: null, UMA: null, AG: null });
export type AccountRole = t.TypeOf<typeof AccountRole>;

/** Incentives admin and incentives user: locations × programs. */
export const IncentivesRole = t.keyof({ IA: null, IU: null });
export type IncentivesRole = t.TypeOf<typeof IncentivesRole>;

const programIds = t.refinement(
  t.readonlyArray(ProgramId),
  (list): list is ReadonlyArray<ProgramId> => list.length > 0 && new Set(list).size === list.length,
  'non-empty list of different ProgramIds',
);

/** Every program, also those defined later, or those listed. */
export const ProgramScope = t.union([t.literal('all'), programIds]);
export type ProgramScope = t.TypeOf<typeof ProgramScope>;

/** One location, or all of the account, also those registered later. */
export const LocationScope = t.union([t.literal('all'), PartnerId]);

/** A role as it was given. Grants are not merged; together they decide. */
export interface Grant {
  readonly userId: UserId;
  readonly role: IncentivesRole;
  readonly programs: ProgramScope;
}

/** Granting a role: written to the location's stream, or to the account's for all locations (§3.1). */
export const roleCommands = {
  AssignRole: command('AssignRole', {
    pga: PartnerId,
    userId: UserId,
    role: IncentivesRole,
    location: LocationScope,
    programs: ProgramScope,
  }),
  RevokeRole: command(
    'RevokeRole',
    { pga: PartnerId, userId: UserId, role: IncentivesRole, location: LocationScope },
    { programs: ProgramScope },
  ),
};

/** On a location's stream with `pla`, on the account's with `allLocations`. */
export const roleEvents = {
  RoleAssigned: v1(
    { pga: PartnerId, userId: UserId, role: IncentivesRole, programs: ProgramScope, by: t.string },
    { pla: PartnerId, allLocations: t.literal(true) },
  ),
  RoleRevoked: v1(
    { pga: PartnerId, userId: UserId, role: IncentivesRole, by: t.string },
    { pla: PartnerId, allLocations: t.literal(true), programs: ProgramScope },
  ),
};
