import type { Directory, Person } from './directory.js';

/** A directory that lasts as long as the process. */
export const inMemoryDirectory = (): Directory => {
  const people = new Map<string, Person | 'erased'>();
  const ownerOf = (email: string): string | undefined => {
    for (const person of people.values()) {
      if (person !== 'erased' && normal(person.email) === normal(email)) return person.userId;
    }
    return undefined;
  };
  return {
    add: async (person) => {
      const known = people.get(person.userId);
      const owner = ownerOf(person.email);
      if (owner === person.userId) return 'already';
      if (owner !== undefined || (known !== undefined && known !== 'erased')) return 'emailTaken';
      people.set(person.userId, person);
      return 'added';
    },
    lookUp: async (userId) => people.get(userId),
    erase: async (userId) => {
      const known = people.get(userId);
      if (known === undefined || known === 'erased') return false;
      people.set(userId, 'erased');
      return true;
    },
  };
};

const normal = (email: string): string => email.normalize('NFC').toLowerCase();
