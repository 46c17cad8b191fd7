import type { World } from '../model/world.js';
import type { Dice } from './dice.js';
import { locations, programs } from './universe.js';

const hour = 3_600_000;
const later = (now: string, ms: number): string => new Date(Date.parse(now) + ms).toISOString();

/** When the next command comes: often soon, sometimes just before, at or after an instant where something changes. */
export const nextInstant = (world: World, now: string, dice: Dice): string =>
  dice.weighted<() => string>([
    [10, () => now],
    [10, () => later(now, hour)],
    [18, () => later(now, 25 * hour)],
    [7, () => later(now, 9 * 24 * hour)],
    [3, () => later(now, 31 * 24 * hour)],
    [4, () => around(world, now, 0)],
    [2, () => around(world, now, -1)],
    [2, () => around(world, now, 1)],
    [1, () => later(now, 400 * 24 * hour)],
  ])();

/** The next interesting instant, or one millisecond off. */
const around = (world: World, now: string, off: number): string => {
  const next = interesting(world, now)[0];
  return next === undefined ? later(now, hour) : later(next, off);
};

/** What lies ahead: terms begin and end, agreements, tax profiles, rules, invitations. */
const interesting = (world: World, now: string): ReadonlyArray<string> => {
  const ahead: Array<string | undefined> = [];
  for (const id of programs) {
    const program = world.programs.now(id);
    for (const { startsAt, endsAt } of program?.terms ?? []) ahead.push(startsAt, endsAt);
    ahead.push(...(program?.rules.keys() ?? []));
  }
  for (const id of locations) {
    const location = world.locations.now(id);
    for (const { from, until } of Object.values(location?.agreements ?? {}))
      ahead.push(from, until);
    for (const { expiresOn } of location?.taxes ?? []) ahead.push(expiresOn);
  }
  const { invitationValidity } = world.policy;
  if (invitationValidity !== null) {
    for (const id of world.enrollments.ids()) {
      const sentAt = world.enrollments.now(id)?.invitation?.sentAt;
      ahead.push(sentAt && later(sentAt, invitationValidity * 24 * hour));
    }
  }
  // An instant that was just missed is worth standing on only once: strictly ahead, with room for one millisecond less.
  const soonest = later(now, 1);
  return ahead.filter((at): at is string => at !== undefined && at > soonest).toSorted();
};
