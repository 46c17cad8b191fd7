import type { Directory } from '@partner-incentives/incentives';

/** What people call a user. */
export type NameOf = (userId: string) => Promise<string>;

/** By the directory; who was erased is a "former user" (§3.7), and an id stands for whom it does not know. */
export const namesIn =
  (directory: Pick<Directory, 'lookUp'>): NameOf =>
  async (userId) => {
    const person = await directory.lookUp(userId);
    if (person === undefined) return userId;
    return person === 'erased' ? 'former user' : person.name;
  };
