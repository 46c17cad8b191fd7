import type { Undecodable } from './event-schema.js';

/** Why an event cannot be read, as a sentence goes on; nothing that was in the event is said. */
export const whyUndecodable = (undecodable: Undecodable): string => {
  switch (undecodable._tag) {
    case 'UnknownType':
      return 'its type is none of ours';
    case 'NewerVersion': {
      const { version, known } = undecodable;
      return `it is of version ${String(version)}, and this program knows up to ${String(known)}`;
    }
    case 'Unreadable': {
      const [first] = undecodable.reasons;
      if (first === undefined) return 'it is broken';
      const { path, expected } = first;
      return `${path === '' ? 'it' : path} is not ${expected}`;
    }
  }
};
