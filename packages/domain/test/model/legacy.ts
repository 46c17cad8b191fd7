import { alreadySo, recorded, refused, type Answer } from './answer.js';
import type { Ask } from './commands.js';
import { isMicrosoft } from './who-may.js';
import { placeKey, type World } from './world.js';

/** E-13: enrollments of before locations enrolled; Microsoft imports them and tells whether they are active. */
export const changeLegacy = (
  world: World,
  { actor, at, command }: Ask<'ImportLegacyEnrollment' | 'SetLegacyActive'>,
): Answer => {
  const { programId, pga, active } = command;
  if (!isMicrosoft(actor)) return refused('NotAuthorized');
  const program = world.programs.now(programId);
  if (program === undefined) return refused('UnknownProgram');
  if (world.accounts.now(pga) === undefined) return refused('UnknownAccount');
  if (program.status === 'Discontinued') return refused('ProgramDiscontinued');
  const key = placeKey(programId, pga);
  const known = world.enrollments.now(key);
  if (command.type === 'ImportLegacyEnrollment') {
    if (known !== undefined) return refused('AlreadyStarted');
    const { accountKind, since } = command;
    world.enrollments.put(key, at, {
      phase: 'Complete',
      since: since ?? at,
      everCompleted: false,
      reasons: [],
      selectedBy: [],
      legacy: { accountKind, active },
    });
    return recorded('LegacyEnrollmentImported', at, {
      programId,
      pga,
      accountKind,
      active,
      since,
    });
  }
  if (known?.legacy === undefined) return refused('NotStarted');
  if (known.legacy.active === active) return alreadySo;
  world.enrollments.put(key, at, { ...known, legacy: { ...known.legacy, active } });
  return recorded('LegacyActiveSet', at, { programId, pga, active });
};
