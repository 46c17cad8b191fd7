import type { Directory, Person } from './directory.js';

/** A directory that lasts as long as the process. */
export const inMemoryDirectory = (): Directory => {
  const people = new Map<string, Person | 'erased'>();
  const owners = new Map<string, string>();
  return {
    add: async (person) => {
      const known = people.get(person.userId);
      const owner = owners.get(keyOf(person.email));
      if (owner === person.userId) return 'already';
      if (owner !== undefined || (known !== undefined && known !== 'erased')) return 'emailTaken';
      people.set(person.userId, person);
      owners.set(keyOf(person.email), person.userId);
      return 'added';
    },
    lookUp: async (userId) => people.get(userId),
    erase: async (userId) => {
      const known = people.get(userId);
      if (known === undefined || known === 'erased') return false;
      owners.delete(keyOf(known.email));
      people.set(userId, 'erased');
      return true;
    },
  };
};

// Composed again at the end: lower case can be a decomposed letter.
const keyOf = (email: string): string => email.normalize('NFC').toLowerCase().normalize('NFC');
