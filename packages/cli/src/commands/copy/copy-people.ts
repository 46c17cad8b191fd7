import type { Directory, Person } from '@partner-incentives/incentives';
import type { OpenedStore } from '../../store/opened-store.js';

/** What became of the people whom the events name. */
export interface CopiedPeople {
  readonly added: number;
  /** They were there already. */
  readonly already: number;
  /** Former users, in the target as in the source. */
  readonly erased: number;
  /** The target knows somebody else by their user id or e-mail. */
  readonly refused: ReadonlyArray<string>;
}

/**
 * Copies the people of a directory. Who was erased in either is so in the target afterwards; whom the source does not
 * know stays an id.
 */
export const copyPeople = async (
  source: Pick<OpenedStore, 'store' | 'directory'>,
  target: Pick<OpenedStore, 'directory'>,
): Promise<CopiedPeople> => {
  let [added, already, erased] = [0, 0, 0];
  const refused: Array<string> = [];
  for (const userId of await usersIn(source.store)) {
    const person = await source.directory.lookUp(userId);
    const known = await target.directory.lookUp(userId);
    if (person === undefined) continue;
    if (person === 'erased' || known === 'erased') {
      await erase(userId, known, target.directory);
      erased += 1;
      continue;
    }
    const answer = await target.directory.add(person);
    if (answer === 'added') added += 1;
    else if (answer === 'already') already += 1;
    else refused.push(userId);
  }
  return { added, already, erased, refused };
};

/** Whoever was ever made a user, in that order. */
const usersIn = async (store: OpenedStore['store']): Promise<ReadonlySet<string>> => {
  const users = new Set<string>();
  const filter = { types: ['AccountRegistered', 'UserAdded'] };
  for await (const { data } of store.readAll({ filter })) {
    const { userId, firstGlobalAdmin } = data as Readonly<Record<string, unknown>>;
    for (const user of [userId, firstGlobalAdmin]) if (typeof user === 'string') users.add(user);
  }
  return users;
};

/** That somebody was erased is known of whom was there, so a stranger is there for a moment. */
const erase = async (
  userId: string,
  known: Person | 'erased' | undefined,
  directory: Directory,
): Promise<void> => {
  if (known === 'erased') return;
  const nobody = { userId, name: 'former user', email: `${userId}@erased.invalid` };
  if (known === undefined) await directory.add(nobody);
  await directory.erase(userId);
};
