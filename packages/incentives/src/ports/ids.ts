import { customAlphabet } from 'nanoid';

/** Business ids for commands whose caller gave none. */
export interface Ids {
  next(): string;
}

// No `_`, which joins ids in stream names.
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-.';

export const nanoIds: Ids = { next: customAlphabet(alphabet, 21) };
