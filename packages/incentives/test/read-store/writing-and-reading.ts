import type { CommandJson } from '@partner-incentives/domain';
import type { Incentives } from '@partner-incentives/incentives';
import { addUser, registerLocation, right } from '../contoso.js';
import type { withWorker } from './with-worker.js';

type World = Pick<ReturnType<typeof withWorker>, 'as'> & {
  readonly incentives: Pick<Incentives, 'views'>;
};

/** How often a reader who names the position of what was just written was told otherwise. */
export const staleReads = async (world: World, writers: number, turns: number): Promise<number> => {
  const each = await Promise.all(
    Array.from({ length: writers }, (_, writer) => staleReadsOf(world, String(writer), turns)),
  );
  return each.reduce((sum, stale) => sum + stale, 0);
};

/** A user who is made incentives user at a location of their own and is it no longer, turn by turn. */
const staleReadsOf = async ({ as, incentives }: World, writer: string, turns: number) => {
  const [user, pla] = [`u-${writer}`, `l-${writer}`];
  right(await as('gina', addUser(user)));
  right(await as('gina', { ...registerLocation, pla }));
  const grant = { pga: 'Contoso', userId: user, role: 'IU', location: pla } as const;
  let stale = 0;
  for (let turn = 0; turn < turns; turn++) {
    const given = turn % 2 === 0;
    const command: CommandJson = given
      ? { type: 'AssignRole', ...grant, programs: 'all' }
      : { type: 'RevokeRole', ...grant };
    const { position } = right(await as('gina', command));
    if (position === undefined) throw new Error('nothing was recorded');
    const roles = await incentives.views.roles({ viewer: 'gina', minPosition: position });
    if (roles.some(({ userId, location }) => userId === user && location === pla) !== given)
      stale += 1;
  }
  return stale;
};
