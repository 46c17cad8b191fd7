import type { Copied } from '@partner-incentives/event-sourcing';
import type { OpenedStore } from '../../store/opened-store.js';

/**
 * Whether policies go on in the target where they were: only if nothing was left for them to do in the source, for then
 * they are at its end. Otherwise they look at the whole history again, to no effect but the time it takes.
 */
export const carryMarks = async (
  { checkpoints: from }: Pick<OpenedStore, 'checkpoints'>,
  { checkpoints: to }: Pick<OpenedStore, 'checkpoints'>,
  { end }: Pick<Copied, 'end'>,
): Promise<boolean> => {
  const [reacted, sweptTo, year] = await Promise.all(
    ['policies', 'timers', 'sample-year'].map((name) => from.load(name)),
  );
  if (year !== undefined) await to.save('sample-year', year);
  const sweptThere = await to.load('timers');
  if (sweptTo !== undefined && (sweptThere === undefined || sweptTo > sweptThere)) {
    await to.save('timers', sweptTo);
  }
  if (end === undefined || reacted === undefined || reacted < end.from) return false;
  await to.save('policies', end.to);
  return true;
};
